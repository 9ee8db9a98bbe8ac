-- Vault: where a caller is, in their own voice, sealed before it gets here. Erased with the plan.
CREATE TABLE "recordings" (
    "session_id" UUID NOT NULL,
    "take" INTEGER NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recordings_pkey" PRIMARY KEY ("session_id", "take")
);

ALTER TABLE "recordings" ADD CONSTRAINT "recordings_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
