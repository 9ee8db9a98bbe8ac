-- How somebody wants to be reached besides their softphone: their own phone where it fails, and a page for the call.
ALTER TABLE "staff" ADD COLUMN "second_leg" BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE "staff" ADD COLUMN "wants_page" BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE "staff" ADD CONSTRAINT "staff_phone_whole_check" CHECK (
    ("phone_key_id" IS NULL) = ("phone_nonce" IS NULL) AND ("phone_key_id" IS NULL) = ("phone_sealed" IS NULL));
ALTER TABLE "staff" ADD CONSTRAINT "staff_second_leg_check" CHECK (
    NOT "second_leg" OR ("reach" = 'softphone' AND "phone_sealed" IS NOT NULL));

-- A number somebody gave for themselves, and the code texted to it: sealed together. It counts once the code is typed back.
CREATE TABLE "phone_proofs" (
    "staff_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "tries" SMALLINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    -- Texts sent since then: nobody's phone is flooded.
    "texts" SMALLINT NOT NULL,
    "texts_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "phone_proofs_pkey" PRIMARY KEY ("staff_id")
);
ALTER TABLE "phone_proofs" ADD CONSTRAINT "phone_proofs_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "phone_proofs" ADD CONSTRAINT "phone_proofs_counts_check" CHECK ("tries" >= 0 AND "texts" >= 0);

-- A page of one session for one person on one call, behind a secret address. Only digests: a copy of the table opens none.
CREATE TABLE "session_pages" (
    "token_hash" TEXT NOT NULL,
    "session_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "leg_id" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    -- Of the first browser that opened it; no other can.
    "browser_hash" TEXT,

    CONSTRAINT "session_pages_pkey" PRIMARY KEY ("token_hash")
);
ALTER TABLE "session_pages" ADD CONSTRAINT "session_pages_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "session_pages" ADD CONSTRAINT "session_pages_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "session_pages_leg_id_idx" ON "session_pages" ("leg_id");
CREATE INDEX "session_pages_made_at_idx" ON "session_pages" ("made_at");
