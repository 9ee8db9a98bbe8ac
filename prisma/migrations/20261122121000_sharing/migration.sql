-- What was told of a month, to the public and to research: made once, after the month is over, from calls that have ended by then.
-- It holds only what anybody may see (decision 033).
CREATE TABLE "published_months" (
    "month" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "numbers" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_months_pkey" PRIMARY KEY ("month"),
    CONSTRAINT "published_months_month_check" CHECK ("month" ~ '^\d{4}-(0[1-9]|1[0-2])$')
);

-- A number told twice in two ways tells what was hidden in both.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "published_months"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "published_months" ENABLE ALWAYS TRIGGER "append_only";

-- Real calls by the month they ended in.
CREATE INDEX "sessions_ended_idx" ON "sessions"("closed_at") WHERE "closed_at" IS NOT NULL AND NOT "rehearsal";
