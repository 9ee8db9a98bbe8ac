-- Desks as a directory: what they cover, what kind of route they are, who would come, and when they answer.
ALTER TABLE "desks" DROP COLUMN "municipality";
ALTER TABLE "desks" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'tenDigit';
ALTER TABLE "desks" ADD COLUMN "regions" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "desks" ADD COLUMN "municipalities" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "desks" ADD COLUMN "postal_prefixes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "desks" ADD COLUMN "who_comes" TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE "desks" ADD COLUMN "hours" TEXT;
ALTER TABLE "desks" ADD COLUMN "time_zone" TEXT NOT NULL DEFAULT 'America/Toronto';
ALTER TABLE "desks" ALTER COLUMN "kind" DROP DEFAULT;
ALTER TABLE "desks" ALTER COLUMN "who_comes" DROP DEFAULT;
ALTER TABLE "desks" ALTER COLUMN "time_zone" DROP DEFAULT;

ALTER TABLE "desks" ADD CONSTRAINT "desks_kind_check" CHECK ("kind" IN ('relay', 'tenDigit', 'local'));
ALTER TABLE "desks" ADD CONSTRAINT "desks_who_comes_check"
    CHECK ("who_comes" IN ('ambulance', 'fire', 'police', 'healthCentre', 'unknown'));
CREATE INDEX "desks_province_idx" ON "desks" ("province", "rehearsal");

-- What desks did, for their report: a few rows among millions.
CREATE INDEX "session_events_desks_idx" ON "session_events" ("at")
    WHERE "kind" IN ('deskRung', 'deskAnswered', 'deskEnded', 'helpTaken');
