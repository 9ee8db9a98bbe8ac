-- Vault: what a caller asked us to keep, sealed with their own code and the line's key. Nothing here says whose it is, which
-- night it was, or when: no session, no number, no time finer than a day.
CREATE TABLE "profiles" (
    "id" UUID NOT NULL,
    "lookup" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "expires_on" DATE NOT NULL,

    CONSTRAINT "profiles_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "profiles_lookup_key" ON "profiles"("lookup");

-- How many wrong codes were keyed, in all, in each hour: not where, nor by whom.
CREATE TABLE "wrong_codes" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "wrong_codes_pkey" PRIMARY KEY ("hour")
);
