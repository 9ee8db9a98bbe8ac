-- After calls: how the people who answer are looked after (docs/decisions/041). Whatever is private in it is sealed, and expires.

-- What became of a debrief, beside its duty, which says to whom it is owed and how it ended. No words, and no room for any.
CREATE TABLE "debriefs" (
    "duty_id" UUID NOT NULL,
    "offered_by" TEXT,
    "offered_with" TEXT,
    "offered_at" TIMESTAMPTZ(3),
    "meets_at" TIMESTAMPTZ(3),
    "given_with" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "debriefs_pkey" PRIMARY KEY ("duty_id"),
    CONSTRAINT "debriefs_offered_check" CHECK (
        ("offered_by" IS NULL) = ("offered_at" IS NULL) AND ("offered_by" IS NULL) = ("offered_with" IS NULL)
        AND ("meets_at" IS NULL OR "offered_at" IS NOT NULL)),
    CONSTRAINT "debriefs_given_check" CHECK ("given_with" IS NULL OR "ended_at" IS NOT NULL)
);
CREATE INDEX IF NOT EXISTS "duties_debrief_idx" ON "duties" ("created_at", "id") WHERE "kind" = 'debrief';

-- Vault. What somebody wrote for themselves after a call, sealed: how hard, how much strength is left, words, and which call.
CREATE TABLE "after_entries" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "after_entries_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "after_entries" ADD CONSTRAINT "after_entries_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "after_entries_staff_id_at_idx" ON "after_entries" ("staff_id", "at");
CREATE INDEX "after_entries_at_idx" ON "after_entries" ("at");

-- How many callers somebody wants to be with in one shift.
CREATE TABLE "load_limits" (
    "staff_id" TEXT NOT NULL,
    "calls" SMALLINT NOT NULL,

    CONSTRAINT "load_limits_pkey" PRIMARY KEY ("staff_id"),
    CONSTRAINT "load_limits_calls_check" CHECK ("calls" BETWEEN 1 AND 20)
);
ALTER TABLE "load_limits" ADD CONSTRAINT "load_limits_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Vault. Whom somebody turns to themselves, in their own words, sealed.
CREATE TABLE "peer_contacts" (
    "staff_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "peer_contacts_pkey" PRIMARY KEY ("staff_id")
);
ALTER TABLE "peer_contacts" ADD CONSTRAINT "peer_contacts_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The rota: who is there for the others, as a peer, and when.
CREATE TABLE "peer_turns" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "peer_turns_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "peer_turns_check" CHECK ("from_at" < "to_at")
);
ALTER TABLE "peer_turns" ADD CONSTRAINT "peer_turns_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "peer_turns_to_at_idx" ON "peer_turns" ("to_at");

-- Vault. Somebody asked a peer to call them. Who asked is sealed: only the one who was asked is named here.
CREATE TABLE "peer_asks" (
    "id" UUID NOT NULL,
    "to_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "peer_asks_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "peer_asks" ADD CONSTRAINT "peer_asks_to_id_fkey"
    FOREIGN KEY ("to_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "peer_asks_at_idx" ON "peer_asks" ("at");

-- One of ours calls the line themselves, and would not be answered by this colleague. Whose wish it is is known by keyed hashes alone: of
-- their own number, which the next call is held against, and of who they are, by which they find it again.
CREATE TABLE "not_rung" (
    "id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "hash" TEXT,
    "staff_id" TEXT NOT NULL,

    CONSTRAINT "not_rung_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "not_rung" ADD CONSTRAINT "not_rung_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "not_rung_owner_staff_id_key" ON "not_rung" ("owner", "staff_id");
CREATE INDEX "not_rung_hash_idx" ON "not_rung" ("hash") WHERE "hash" IS NOT NULL;

-- By the caller's own wish: not rung for them at all, but in an emergency.
ALTER TABLE "rung_last" ADD COLUMN "never" BOOLEAN NOT NULL DEFAULT false;

-- That two people met for supervision, and on which day. What was said is nowhere.
CREATE TABLE "supervision_meetings" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "with_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "supervision_meetings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "supervision_meetings_two_people_check" CHECK ("with_id" <> "staff_id")
);
ALTER TABLE "supervision_meetings" ADD CONSTRAINT "supervision_meetings_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX "supervision_meetings_staff_id_with_id_day_key" ON "supervision_meetings" ("staff_id", "with_id", "day");
