-- Shifts as they were agreed. The table "shifts" stays what says who is on now: planned shifts are placed there ahead of time.
CREATE TABLE "shift_rules" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "layer" SMALLINT,
    "time_zone" TEXT NOT NULL,
    "starts" TEXT NOT NULL,
    "ends" TEXT NOT NULL,
    "repeat" TEXT,
    "ended_from" TIMESTAMPTZ(3),
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shift_rules_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "shift_rules" ADD CONSTRAINT "shift_rules_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shift_rules" ADD CONSTRAINT "shift_rules_kind_check" CHECK ("kind" IN ('line', 'on-call', 'supervising'));
ALTER TABLE "shift_rules" ADD CONSTRAINT "shift_rules_layer_check"
    CHECK ("layer" IS NULL OR ("kind" = 'on-call' AND "layer" BETWEEN 1 AND 9));
ALTER TABLE "shift_rules" ADD CONSTRAINT "shift_rules_times_check" CHECK (
    "starts" ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$' AND "ends" ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$' AND "starts" < "ends");
CREATE INDEX "shift_rules_staff_id_idx" ON "shift_rules" ("staff_id");

CREATE TABLE "shift_overrides" (
    "rule_id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "ruled_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled" BOOLEAN NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "staff_id" TEXT,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shift_overrides_pkey" PRIMARY KEY ("rule_id", "day")
);
ALTER TABLE "shift_overrides" ADD CONSTRAINT "shift_overrides_rule_id_fkey"
    FOREIGN KEY ("rule_id") REFERENCES "shift_rules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shift_overrides" ADD CONSTRAINT "shift_overrides_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shift_overrides" ADD CONSTRAINT "shift_overrides_times_check"
    CHECK (("starts_at" IS NULL) = ("ends_at" IS NULL) AND ("starts_at" IS NULL OR "starts_at" < "ends_at"));

CREATE TABLE "shift_swaps" (
    "id" UUID NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "rule_id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "return_rule_id" UUID,
    "return_day" TEXT,
    "state" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "shift_swaps_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_from_id_fkey"
    FOREIGN KEY ("from_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_to_id_fkey"
    FOREIGN KEY ("to_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_rule_id_fkey"
    FOREIGN KEY ("rule_id") REFERENCES "shift_rules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_return_rule_id_fkey"
    FOREIGN KEY ("return_rule_id") REFERENCES "shift_rules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_two_people_check" CHECK ("from_id" <> "to_id");
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_return_check"
    CHECK (("return_rule_id" IS NULL) = ("return_day" IS NULL));
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_state_check"
    CHECK ("state" IN ('asked', 'accepted', 'declined', 'withdrawn', 'expired'));
CREATE INDEX "shift_swaps_asked_at_idx" ON "shift_swaps" ("asked_at");

CREATE TABLE "coverage_minimums" (
    "id" SERIAL NOT NULL,
    "language" TEXT,
    "from_hour" SMALLINT NOT NULL,
    "to_hour" SMALLINT NOT NULL,
    "least" SMALLINT NOT NULL,

    CONSTRAINT "coverage_minimums_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "coverage_minimums" ADD CONSTRAINT "coverage_minimums_language_check" CHECK ("language" IN ('en', 'fr'));
ALTER TABLE "coverage_minimums" ADD CONSTRAINT "coverage_minimums_hours_check"
    CHECK ("from_hour" >= 0 AND "from_hour" < "to_hour" AND "to_hour" <= 24 AND "least" BETWEEN 0 AND 50);

-- Which gaps supervisors were told of, so that each is told once. No language: people of any.
CREATE TABLE "gaps_told" (
    "id" SERIAL NOT NULL,
    "notice" TEXT NOT NULL,
    "language" TEXT,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gaps_told_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "gaps_told" ADD CONSTRAINT "gaps_told_notice_check" CHECK ("notice" IN ('ahead', 'soon'));
CREATE INDEX "gaps_told_to_at_idx" ON "gaps_told" ("to_at");

-- A person's calendar is read with a secret address, of which only a digest is kept.
CREATE TABLE "calendar_feeds" (
    "staff_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("staff_id")
);
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "calendar_feeds_token_hash_key" ON "calendar_feeds" ("token_hash");

ALTER TABLE "shifts" ADD COLUMN "rule_id" UUID;
ALTER TABLE "shifts" ADD COLUMN "day" TEXT;
ALTER TABLE "shifts" ADD COLUMN "layer" SMALLINT;
ALTER TABLE "shifts" ADD COLUMN "left_at" TIMESTAMPTZ(3);
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_rule_id_fkey"
    FOREIGN KEY ("rule_id") REFERENCES "shift_rules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_day_check" CHECK (("rule_id" IS NULL) = ("day" IS NULL));
CREATE UNIQUE INDEX "shifts_rule_id_day_staff_id_key" ON "shifts" ("rule_id", "day", "staff_id");

-- The line looks ahead in one place at a time.
CREATE UNIQUE INDEX "duties_look_ahead_key" ON "duties" ("kind")
    WHERE "kind" = 'lookAhead' AND "done_at" IS NULL AND "overtaken_by" IS NULL AND "waived_by" IS NULL;
CREATE INDEX "duties_of_the_line_idx" ON "duties" ("due_at")
    WHERE "session_id" IS NULL AND "done_at" IS NULL AND "overtaken_by" IS NULL AND "waived_by" IS NULL;
