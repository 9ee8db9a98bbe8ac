-- Lines of others that a caller can be handed to, warmly (docs/decisions/050): 9-8-8 by its ten-digit number, a poison centre, a
-- line for families. Their numbers are sealed like those of desks.
CREATE TABLE "other_lines" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "what_for" TEXT NOT NULL,
    -- NULL: all of Canada.
    "province" TEXT,
    "languages" TEXT[] NOT NULL,
    -- NULL: day and night.
    "hours" TEXT,
    "time_zone" TEXT NOT NULL,
    -- What takes our call there: a key, or somebody who picks up.
    "takes_by" TEXT NOT NULL,
    "number_key_id" TEXT NOT NULL,
    "number_nonce" BYTEA NOT NULL,
    "number_sealed" BYTEA NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "rehearsal" BOOLEAN NOT NULL,

    CONSTRAINT "other_lines_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "other_lines_what_for_check"
        CHECK ("what_for" IN ('suicide', 'mentalHealth', 'poison', 'family', 'youth', 'indigenous', 'other')),
    CONSTRAINT "other_lines_takes_by_check" CHECK ("takes_by" IN ('key', 'answer')),
    CONSTRAINT "other_lines_languages_check" CHECK (cardinality("languages") > 0)
);

CREATE TRIGGER "rehearsal_fixed" BEFORE UPDATE ON "other_lines"
    FOR EACH ROW WHEN (OLD."rehearsal" IS DISTINCT FROM NEW."rehearsal")
    EXECUTE FUNCTION "refuse_rehearsal_change"();
ALTER TABLE "other_lines" ENABLE ALWAYS TRIGGER "rehearsal_fixed";

-- A leg may be for whoever a caller is handed to. Wider than before: every row there is satisfies it.
ALTER TABLE "legs" DROP CONSTRAINT "legs_role_check";
ALTER TABLE "legs" ADD CONSTRAINT "legs_role_check"
    CHECK ("role" IN ('caller', 'redial', 'responder', 'speaker', 'desk', 'trusted', 'supervisor', 'third')) NOT VALID;

-- The rehearsal wall, with lines of others behind it too. One of ours, a navigator, is in rehearsals like any responder.
CREATE OR REPLACE FUNCTION "check_leg_rehearsal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."session_id" IS NOT NULL AND NOT EXISTS (
        SELECT FROM "sessions" WHERE "id" = NEW."session_id" AND "rehearsal" = NEW."rehearsal"
    ) THEN
        RAISE EXCEPTION 'leg %: a leg is for rehearsal exactly when its session is', NEW."id"
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW."role" = 'desk' AND NOT EXISTS (
        SELECT FROM "desks" WHERE "id" = NEW."party" AND "rehearsal" = NEW."rehearsal"
    ) THEN
        RAISE EXCEPTION 'leg %: a rehearsal calls only rehearsal desks, a real session only real ones', NEW."id"
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW."role" = 'third' AND NOT EXISTS (
        SELECT FROM "other_lines" WHERE "id" = NEW."party" AND "rehearsal" = NEW."rehearsal"
        UNION ALL
        SELECT FROM "staff" WHERE "id" = NEW."party"
    ) THEN
        RAISE EXCEPTION 'leg %: a rehearsal is handed only to rehearsal lines, a real session only to real ones', NEW."id"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
