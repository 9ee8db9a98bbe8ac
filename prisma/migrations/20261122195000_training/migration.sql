-- What people of ours do of the work, what they have learned and until when, and rehearsal calls (docs/decisions/052). Nothing here is of
-- a caller: what is kept of a call is kept of rehearsals alone, and the database sees to that.

-- education, intervention, referral, research. None: nobody has said, and they do what they did before.
ALTER TABLE "staff" ADD COLUMN "work" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "staff" ADD CONSTRAINT "staff_work_check"
    CHECK ("work" <@ ARRAY['education', 'intervention', 'referral', 'research']);

-- Kinds of certificates, named by the line itself.
CREATE TABLE "certificate_kinds" (
    "id" UUID NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_fr" TEXT NOT NULL,
    -- Whoever's has lapsed is rung after the others.
    "for_calls" BOOLEAN NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "certificate_kinds_pkey" PRIMARY KEY ("id")
);
INSERT INTO "certificate_kinds" ("id", "name_en", "name_fr", "for_calls") VALUES
    ('019ab000-0000-7000-8000-000000000001', 'naloxone and first aid', 'naloxone et premiers soins', true),
    ('019ab000-0000-7000-8000-000000000002', 'suicide path', 'parcours suicide', true);

-- That somebody has learned something: by whom it was given, from when, until when.
CREATE TABLE "certificates" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "kind_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "certificates_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "certificates_check" CHECK ("from_at" < "until_at")
);
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_kind_id_fkey"
    FOREIGN KEY ("kind_id") REFERENCES "certificate_kinds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "certificates_staff_id_kind_id_idx" ON "certificates" ("staff_id", "kind_id");

-- Somebody's rehearsal call, and what it showed: times, and nothing else.
CREATE TABLE "rehearsal_marks" (
    "session_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_back_ms" INTEGER,
    "noticed_ms" INTEGER,
    "help_ms" INTEGER,

    CONSTRAINT "rehearsal_marks_pkey" PRIMARY KEY ("session_id", "staff_id")
);
ALTER TABLE "rehearsal_marks" ADD CONSTRAINT "rehearsal_marks_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "rehearsal_marks_staff_id_at_idx" ON "rehearsal_marks" ("staff_id", "at");

-- Of a real call nothing can be marked, whoever writes.
CREATE FUNCTION "check_marks_rehearsal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM "sessions" WHERE "id" = NEW."session_id" AND "rehearsal") THEN
        RAISE EXCEPTION 'marks of %: only a rehearsal is marked', NEW."session_id"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER "rehearsal_wall" AFTER INSERT OR UPDATE ON "rehearsal_marks"
    FOR EACH ROW EXECUTE FUNCTION "check_marks_rehearsal"();
ALTER TABLE "rehearsal_marks" ENABLE ALWAYS TRIGGER "rehearsal_wall";

-- Calls of our own caller to the rehearsal number, each for one person who asked for it. One at a time.
CREATE TABLE "practice_calls" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    -- The rehearsal it opened.
    "session_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "result" TEXT,

    CONSTRAINT "practice_calls_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "practice_calls_result_check" CHECK ("result" IN ('played', 'failed', 'yielded')),
    CONSTRAINT "practice_calls_ended_check" CHECK (("ended_at" IS NULL) = ("result" IS NULL))
);
ALTER TABLE "practice_calls" ADD CONSTRAINT "practice_calls_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "practice_calls_one_at_a_time" ON "practice_calls" ((true)) WHERE "ended_at" IS NULL;
