-- How a sign-in was proved: password, totp, recovery or passkey. What was there before was a password.
ALTER TABLE "sign_ins" ADD COLUMN "proof" TEXT NOT NULL DEFAULT 'password';
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_proof_check" CHECK ("proof" IN ('password', 'totp', 'recovery', 'passkey'));

ALTER TABLE "staff" ADD COLUMN "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false;

-- The secret and the recovery codes are encrypted before they get here.
CREATE TABLE "second_factors" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "failed_verification_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "second_factors_user_id_key" ON "second_factors" ("user_id");
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "passkeys" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "created_at" TIMESTAMPTZ(3),
    "aaguid" TEXT,

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys" ("credential_id");
CREATE INDEX "passkeys_user_id_idx" ON "passkeys" ("user_id");
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A link to a first password, or to a new one for somebody there already ("staff_id" is set from the start then). Of its secret only
-- a digest is kept.
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[] NOT NULL,
    "languages" TEXT[] NOT NULL,
    "reach" TEXT NOT NULL,
    "staff_id" TEXT,
    "invited_by" TEXT,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invitations_once_check" CHECK ("accepted_at" IS NULL OR "withdrawn_at" IS NULL)
);
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations" ("token_hash");
CREATE INDEX "invitations_invited_at_idx" ON "invitations" ("invited_at");
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_staff_id_fkey"
    FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Passwords tried in vain, by keyed hash of what tried: an address, an account from places it never signed in from, or a browser
-- that once did.
CREATE TABLE "sign_in_tries" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_tries_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "sign_in_tries_tried_at_idx" ON "sign_in_tries" ("tried_at");

-- Who saw or changed what, and why. Each row bears the hash of the one before it: the database itself numbers and links them,
-- one after another, whoever inserts.
CREATE TABLE "audit" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "who" TEXT,
    "about" TEXT,
    "why" TEXT,
    "data" JSONB NOT NULL,
    "previous" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("seq")
);

-- What is hashed of a row, after the hash of the one before. JSON quotes, so no value can pass for another.
CREATE FUNCTION "audit_text"("row" "audit") RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array("row"."seq", (extract(epoch FROM "row"."at") * 1000)::bigint,
        "row"."kind", "row"."who", "row"."about", "row"."why", "row"."data")::text;
$$;

CREATE FUNCTION "link_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Until the inserting transaction ends: the next one then sees this row.
    PERFORM pg_advisory_xact_lock(hashtext('audit'));
    SELECT "seq" + 1, "hash" INTO NEW."seq", NEW."previous" FROM "audit" ORDER BY "seq" DESC LIMIT 1;
    IF NOT FOUND THEN
        NEW."seq" := 1;
        NEW."previous" := '';
    END IF;
    NEW."hash" := sha256(NEW."previous" || convert_to("audit_text"(NEW), 'UTF8'));
    RETURN NEW;
END;
$$;

CREATE TRIGGER "linked" BEFORE INSERT ON "audit" FOR EACH ROW EXECUTE FUNCTION "link_audit"();
ALTER TABLE "audit" ENABLE ALWAYS TRIGGER "linked";
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "audit" ENABLE ALWAYS TRIGGER "append_only";
