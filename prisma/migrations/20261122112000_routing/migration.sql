-- What others who look for a person need to know of a session that does; null while nobody is sought for it.
ALTER TABLE "sessions" ADD COLUMN "waiting" JSONB;
ALTER TABLE "sessions" ADD COLUMN "waiting_urgency" SMALLINT;
ALTER TABLE "sessions" ADD COLUMN "waiting_since" TIMESTAMPTZ(3);
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_waiting_check"
    CHECK (("waiting" IS NULL) = ("waiting_urgency" IS NULL) AND ("waiting" IS NULL) = ("waiting_since" IS NULL));
CREATE INDEX "sessions_waiting_idx" ON "sessions" ("waiting_urgency", "waiting_since", "id") WHERE "waiting" IS NOT NULL;

-- Whoever's training has lapsed is rung last, not never. Null: nobody has said until when it holds.
ALTER TABLE "staff" ADD COLUMN "training_until" TIMESTAMPTZ(3);

-- How long people talked in the last days, read without the years before.
CREATE INDEX "legs_talked_idx" ON "legs" ("answered_at", "party") WHERE "role" IN ('responder', 'speaker');

-- Pages about nobody being free are the whole line's, one row for each kind; somebody can say until when they know.
CREATE TABLE "coverage_pages" (
    "because" TEXT NOT NULL,
    "paged_at" TIMESTAMPTZ(3) NOT NULL,
    "paged_for" UUID,
    "known_until" TIMESTAMPTZ(3),
    "known_by" TEXT,

    CONSTRAINT "coverage_pages_pkey" PRIMARY KEY ("because")
);
ALTER TABLE "coverage_pages" ADD CONSTRAINT "coverage_pages_because_check"
    CHECK ("because" IN ('callerWaiting', 'nobodyReachable'));
ALTER TABLE "coverage_pages" ADD CONSTRAINT "coverage_pages_known_check" CHECK (("known_until" IS NULL) = ("known_by" IS NULL));
INSERT INTO "coverage_pages" ("because", "paged_at")
    VALUES ('callerWaiting', '2000-01-01T00:00:00Z'), ('nobodyReachable', '2000-01-01T00:00:00Z');
