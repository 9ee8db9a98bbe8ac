-- What the line owes to itself, again and again, it owes once at a time: looking ahead at the shifts, and whatever else
-- has the line as its subject. Which part of the line is in the subject's name.
DROP INDEX "duties_look_ahead_key";
CREATE UNIQUE INDEX "duties_standing_key" ON "duties" ("kind", "subject_id")
    WHERE "subject_kind" = 'line' AND "done_at" IS NULL AND "overtaken_by" IS NULL AND "waived_by" IS NULL;
