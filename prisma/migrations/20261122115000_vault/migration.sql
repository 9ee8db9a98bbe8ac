-- Vault: the key of one session, wrapped by a key of its day that is kept outside this database and destroyed after 8 days
-- (decision 027). Plans and recordings name it as "data.<id>".
CREATE TABLE "data_keys" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "data_keys_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "data_keys_session_id_idx" ON "data_keys"("session_id");
ALTER TABLE "data_keys" ADD CONSTRAINT "data_keys_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Keys that last as long as the rows they seal (staff and desk numbers), wrapped by a master key.
CREATE TABLE "vault_keys" (
    "name" TEXT NOT NULL,
    "wrapped" TEXT NOT NULL,

    CONSTRAINT "vault_keys_pkey" PRIMARY KEY ("name")
);

-- What was erased; the same list is kept outside, so that a restored copy can be held against it.
CREATE TABLE "erasures" (
    "session_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("session_id")
);

-- Holds: two named people stop the erasure of exact records, for a time (PRACTICE 36). The reference is sealed.
CREATE TABLE "holds" (
    "id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "holds_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "holds_two_people_check" CHECK ("confirmed_by" IS DISTINCT FROM "asked_by"),
    CONSTRAINT "holds_confirmed_check" CHECK (("confirmed_by" IS NULL) = ("confirmed_at" IS NULL)),
    CONSTRAINT "holds_expires_check" CHECK ("expires_at" > "asked_at")
);

CREATE TABLE "hold_records" (
    "hold_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,

    CONSTRAINT "hold_records_pkey" PRIMARY KEY ("hold_id", "session_id")
);
CREATE INDEX "hold_records_session_id_idx" ON "hold_records"("session_id");
ALTER TABLE "hold_records" ADD CONSTRAINT "hold_records_hold_id_fkey"
    FOREIGN KEY ("hold_id") REFERENCES "holds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "hold_records" ADD CONSTRAINT "hold_records_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The key of a held session, wrapped once more by the key of the hold, which is destroyed with it.
CREATE TABLE "held_keys" (
    "hold_id" UUID NOT NULL,
    "data_key_id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "held_keys_pkey" PRIMARY KEY ("hold_id", "data_key_id")
);
CREATE INDEX "held_keys_data_key_id_idx" ON "held_keys"("data_key_id");
ALTER TABLE "held_keys" ADD CONSTRAINT "held_keys_hold_id_fkey"
    FOREIGN KEY ("hold_id") REFERENCES "holds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "held_keys" ADD CONSTRAINT "held_keys_data_key_id_fkey"
    FOREIGN KEY ("data_key_id") REFERENCES "data_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was demanded of the line, and what it answered. Who asked, and for what, is sealed.
CREATE TABLE "demands" (
    "id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "hold_id" UUID,

    CONSTRAINT "demands_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "demands" ADD CONSTRAINT "demands_hold_id_fkey"
    FOREIGN KEY ("hold_id") REFERENCES "holds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The register is kept as it was written.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "demands"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "demands" ENABLE ALWAYS TRIGGER "append_only";
