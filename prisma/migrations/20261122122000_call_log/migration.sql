-- The call log. What it searches by is written by the very statement that moves the session: one row of the session itself ("staff_id"
-- is empty), and one of each of ours who was with its caller. Every column is known to every search, so a page of the rarest kind is
-- read straight from an index (docs/decisions/035).
CREATE TABLE "call_log" (
    "session_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "language" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reached" TEXT NOT NULL,

    CONSTRAINT "call_log_pkey" PRIMARY KEY ("session_id", "staff_id"),
    CONSTRAINT "call_log_reached_check"
        CHECK ("reached" IN ('waiting', 'accompanied', 'watching', 'escalated', 'helpTaken', 'helpArrived'))
);
ALTER TABLE "call_log" ADD CONSTRAINT "call_log_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was before: the furthest a session came, by its events; the last place that was said.
INSERT INTO "call_log"
SELECT "sessions"."id", "people"."staff_id", "sessions"."rehearsal", "sessions"."opened_at", "sessions"."language",
    coalesce((SELECT "data" ->> 'province' FROM "session_events"
        WHERE "session_id" = "sessions"."id" AND "kind" = 'placeSpoken' ORDER BY "seq" DESC LIMIT 1), 'none'),
    coalesce("sessions"."outcome", 'open'),
    CASE
        WHEN 'helpArrived' = ANY("told"."kinds") THEN 'helpArrived'
        WHEN 'helpTaken' = ANY("told"."kinds") THEN 'helpTaken'
        WHEN "told"."kinds" && ARRAY['helpAsked', 'emergencyDeclared'] THEN 'escalated'
        WHEN 'watchBegan' = ANY("told"."kinds") THEN 'watching'
        WHEN 'responderJoined' = ANY("told"."kinds") THEN 'accompanied'
        ELSE 'waiting'
    END
FROM "sessions"
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(DISTINCT "kind"), ARRAY[]::TEXT[]) AS "kinds" FROM "session_events"
        WHERE "session_id" = "sessions"."id"
    ) AS "told"
    CROSS JOIN LATERAL (
        SELECT '' AS "staff_id"
        UNION
        SELECT "data" ->> 'staffId' FROM "session_events"
        WHERE "session_id" = "sessions"."id" AND "kind" = 'responderJoined'
    ) AS "people";

-- The newest of everything or of one person, and the newest of one kind.
CREATE INDEX "call_log_newest_idx" ON "call_log" ("staff_id", "rehearsal", "opened_at", "session_id");
CREATE INDEX "call_log_kind_idx" ON "call_log"
    ("staff_id", "rehearsal", "language", "province", "outcome", "reached", "opened_at", "session_id");

-- Looking back at an emergency or a death: owed from the moment the session closed.
CREATE TABLE "reviews" (
    "session_id" UUID NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "told_by" TEXT,
    "told_at" TIMESTAMPTZ(3),
    "supported_by" TEXT,
    "supported_at" TIMESTAMPTZ(3),
    "reviewed_by" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "findings" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("session_id"),
    CONSTRAINT "reviews_told_check" CHECK (("told_by" IS NULL) = ("told_at" IS NULL)),
    CONSTRAINT "reviews_supported_check" CHECK (("supported_by" IS NULL) = ("supported_at" IS NULL)),
    CONSTRAINT "reviews_reviewed_check" CHECK (("reviewed_by" IS NULL) = ("reviewed_at" IS NULL))
);
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "reviews_owed_idx" ON "reviews" ("rehearsal", "opened_at", "session_id") WHERE "reviewed_at" IS NULL;

INSERT INTO "reviews" ("session_id", "rehearsal", "opened_at")
SELECT "session_id", "rehearsal", "opened_at" FROM "call_log"
WHERE "staff_id" = '' AND "outcome" <> 'open'
    AND ("outcome" = 'died' OR "reached" IN ('escalated', 'helpTaken', 'helpArrived'));

-- What a supervisor looks for again and again.
CREATE TABLE "log_filters" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,

    CONSTRAINT "log_filters_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "log_filters_staff_id_name_key" ON "log_filters" ("staff_id", "name");
ALTER TABLE "log_filters" ADD CONSTRAINT "log_filters_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
