-- Learning (docs/decisions/053). A review goes on after what was found: what contributed, words from a list and never a person, and
-- who said each. Reviews closed before there was this have neither.
ALTER TABLE "reviews"
    ADD COLUMN "found_by" TEXT,
    ADD COLUMN "found_at" TIMESTAMPTZ(3),
    ADD COLUMN "explained_by" TEXT,
    ADD COLUMN "explained_at" TIMESTAMPTZ(3),
    ADD COLUMN "causes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

-- What is to change after a review, beside its duty, which says who sees to it and how it ended. What exactly is a sealed note.
CREATE TABLE "review_changes" (
    "duty_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "change" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "agreed_by" TEXT NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,
    "done_by" TEXT,

    CONSTRAINT "review_changes_pkey" PRIMARY KEY ("duty_id")
);
ALTER TABLE "review_changes" ADD CONSTRAINT "review_changes_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "reviews"("session_id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "review_changes_session_id_idx" ON "review_changes" ("session_id");

-- How often people took a break or rested, by month: the quality view counts them, and never whose they were.
CREATE INDEX IF NOT EXISTS "line_events_pauses_idx" ON "line_events" ("at") WHERE "kind" IN ('breakTaken', 'staffRested');
