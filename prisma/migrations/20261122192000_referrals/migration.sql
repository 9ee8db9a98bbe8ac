-- Referrals, only at a caller's own wish (docs/decisions/049). Which call one comes from is in that call's sealed plan alone.

-- Who outside the line is handed referrals, for which organisation, and until when they see any.
CREATE TABLE "navigators" (
    "staff_id" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "navigators_pkey" PRIMARY KEY ("staff_id")
);
ALTER TABLE "navigators" ADD CONSTRAINT "navigators_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Vault. What a caller wishes and how they may be reached, sealed; no session, no number, no time finer than a month. Closed, its seal is
-- gone at once, and the row with the next sweep.
CREATE TABLE "referrals" (
    "id" UUID NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "navigator_id" TEXT,
    "met" BOOLEAN NOT NULL DEFAULT false,
    "key_id" TEXT,
    "nonce" BYTEA,
    "sealed" BYTEA,
    "expires_on" DATE NOT NULL,

    CONSTRAINT "referrals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "referrals_sealed_check" CHECK (num_nulls("key_id", "nonce", "sealed") IN (0, 3)),
    CONSTRAINT "referrals_closed_check" CHECK ("sealed" IS NOT NULL OR ("navigator_id" IS NULL AND NOT "met")),
    CONSTRAINT "referrals_met_check" CHECK ("navigator_id" IS NOT NULL OR NOT "met"),
    CONSTRAINT "referrals_month_check" CHECK (extract(day FROM "expires_on") = 1)
);
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_navigator_id_fkey"
    FOREIGN KEY ("navigator_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "referrals_navigator_id_idx" ON "referrals" ("navigator_id");

-- What of them is promised, by referral.
CREATE INDEX IF NOT EXISTS "duties_promised_contact_idx" ON "duties" (("data" ->> 'referralId')) WHERE "kind" = 'promisedContact';
