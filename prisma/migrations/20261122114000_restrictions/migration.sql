-- What stands about a number, known only by a keyed hash that goes when the restriction does.
CREATE TABLE "restrictions" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "step" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "days" SMALLINT NOT NULL,
    "session_id" UUID NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" TEXT,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "restrictions_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- One wishes it and another decides, and it ends: a hard wall, whatever the program says.
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_two_people_check"
    CHECK ("approved_by" IS NULL OR "approved_by" <> "asked_by");
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_days_check" CHECK (
    "days" BETWEEN 1 AND CASE "step" WHEN 'note' THEN 30 WHEN 'watchOnly' THEN 14 WHEN 'block' THEN 7 ELSE 0 END);
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_until_check"
    CHECK ("until" <= "asked_at" + interval '33 days');
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_reason_check"
    CHECK ("reason" IN ('threats', 'sexual', 'harassment', 'falseEmergencies', 'tyingUpTheLine'));
CREATE INDEX "restrictions_hash_idx" ON "restrictions" ("hash");

-- Telephones of many people: nothing is held against them.
CREATE TABLE "exempt_numbers" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exempt_numbers_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "exempt_numbers" ADD CONSTRAINT "exempt_numbers_kind_check" CHECK ("kind" IN ('shelter', 'payphone', 'shared'));
CREATE UNIQUE INDEX "exempt_numbers_hash_key" ON "exempt_numbers" ("hash");

-- "Not this caller to me": one person's own choice, of which nobody else is told.
CREATE TABLE "not_to_me" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "not_to_me_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "not_to_me" ADD CONSTRAINT "not_to_me_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "not_to_me_hash_staff_id_rehearsal_key" ON "not_to_me" ("hash", "staff_id", "rehearsal");

-- Whom to ring last for this session's caller. Written before the session is, so that its first ring knows; gone with its plan.
CREATE TABLE "rung_last" (
    "session_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,

    CONSTRAINT "rung_last_pkey" PRIMARY KEY ("session_id", "staff_id")
);

-- Measures ask who was away when.
CREATE INDEX "line_events_subject_at_idx" ON "line_events" ("subject", "at") WHERE "subject" IS NOT NULL;
