-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "phase" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "help_at" TIMESTAMPTZ(3),
    "responder_id" TEXT,
    "language" TEXT NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "protocol_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_events" (
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "cause" TEXT NOT NULL,

    CONSTRAINT "session_events_pkey" PRIMARY KEY ("session_id","seq")
);

-- CreateTable
CREATE TABLE "line_events" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "cause" TEXT,

    CONSTRAINT "line_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_inputs" (
    "session_id" UUID NOT NULL,
    "input_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_inputs_pkey" PRIMARY KEY ("session_id","input_id")
);

-- CreateTable
CREATE TABLE "duties" (
    "id" UUID NOT NULL,
    "session_id" UUID,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "gate" SMALLINT,
    "held_until" TIMESTAMPTZ(3),
    "held_by" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "passed_attempt" INTEGER,
    "done_at" TIMESTAMPTZ(3),
    "overtaken_by" TEXT,
    "waived_by" TEXT,
    "waived_because" TEXT,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "duties_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claims" (
    "responder_id" TEXT NOT NULL,
    "session_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "claims_pkey" PRIMARY KEY ("responder_id")
);

-- CreateTable
CREATE TABLE "legs" (
    "id" TEXT NOT NULL,
    "session_id" UUID,
    "role" TEXT NOT NULL,
    "party" TEXT,
    "duty_id" UUID,
    "attempt" INTEGER NOT NULL,
    "call_sid" TEXT,
    "rehearsal" BOOLEAN NOT NULL,
    "language" TEXT,
    "via" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_how" TEXT,
    "moved_at" TIMESTAMPTZ(3),
    "answered_by" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "legs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plans" (
    "session_id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "erase_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "notes" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "author_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lost_lines" (
    "hash" TEXT NOT NULL,
    "session_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lost_lines_pkey" PRIMARY KEY ("hash","session_id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "roles" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "languages" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "reach" TEXT NOT NULL,
    "phone_key_id" TEXT,
    "phone_nonce" BYTEA,
    "phone_sealed" BYTEA,
    "seeded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_ins" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_accounts" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shifts" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "kind" TEXT NOT NULL,

    CONSTRAINT "shifts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "presence" (
    "staff_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "last_ring_missed_at" TIMESTAMPTZ(3),
    "last_call_ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "presence_pkey" PRIMARY KEY ("staff_id")
);

-- CreateTable
CREATE TABLE "desks" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "municipality" TEXT,
    "languages" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "number_key_id" TEXT NOT NULL,
    "number_nonce" BYTEA NOT NULL,
    "number_sealed" BYTEA NOT NULL,
    "route_order" INTEGER NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "recording" TEXT NOT NULL,
    "recording_agreed_by" TEXT,
    "recording_agreed_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "desks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "protocols" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "numbers" JSONB NOT NULL,
    "rehearsal_only" BOOLEAN NOT NULL,
    "signed_by" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "protocols_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate" (
    "id" INTEGER NOT NULL,
    "next_free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "heartbeats" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "heartbeats_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "sessions_opened_at_id_idx" ON "sessions"("opened_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "legs_call_sid_key" ON "legs"("call_sid");

-- CreateIndex
CREATE INDEX "notes_session_id_idx" ON "notes"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_email_key" ON "staff"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sign_ins_token_key" ON "sign_ins"("token");

-- CreateIndex
CREATE INDEX "sign_ins_user_id_idx" ON "sign_ins"("user_id");

-- CreateIndex
CREATE INDEX "staff_accounts_user_id_idx" ON "staff_accounts"("user_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE INDEX "shifts_staff_id_idx" ON "shifts"("staff_id");

-- CreateIndex
CREATE INDEX "shifts_starts_at_idx" ON "shifts"("starts_at");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocols"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_inputs" ADD CONSTRAINT "session_inputs_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duties" ADD CONSTRAINT "duties_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "legs" ADD CONSTRAINT "legs_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lost_lines" ADD CONSTRAINT "lost_lines_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_accounts" ADD CONSTRAINT "staff_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say --------------------------------------------------------------------------

-- Closed lists
ALTER TABLE "duties" ADD CONSTRAINT "duties_subject_kind_check"
    CHECK ("subject_kind" IN ('session', 'shift', 'desk', 'person', 'line'));
ALTER TABLE "duties" ADD CONSTRAINT "duties_gate_check" CHECK ("gate" BETWEEN 1 AND 7);
ALTER TABLE "claims" ADD CONSTRAINT "claims_kind_check" CHECK ("kind" IN ('ring', 'call'));
ALTER TABLE "legs" ADD CONSTRAINT "legs_role_check"
    CHECK ("role" IN ('caller', 'redial', 'responder', 'speaker', 'desk', 'trusted', 'supervisor'));
ALTER TABLE "staff" ADD CONSTRAINT "staff_reach_check" CHECK ("reach" IN ('softphone', 'phone'));
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_kind_check" CHECK ("kind" IN ('line', 'on-call', 'supervising'));
ALTER TABLE "presence" ADD CONSTRAINT "presence_state_check" CHECK ("state" IN ('here', 'break', 'resting'));
ALTER TABLE "desks" ADD CONSTRAINT "desks_recording_check" CHECK ("recording" IN ('agreed', 'refused', 'unknown'));
ALTER TABLE "gate" ADD CONSTRAINT "gate_one_row_check" CHECK ("id" = 1);

-- The gate is a row to be updated, never made: free since long ago
INSERT INTO "gate" ("id", "next_free_at") VALUES (1, '2000-01-01T00:00:00Z');

-- A duty ends once: done, overtaken, or waived by a named person with a reason
ALTER TABLE "duties" ADD CONSTRAINT "duties_one_ending_check"
    CHECK (num_nonnulls("done_at", "overtaken_by", "waived_by") <= 1);
ALTER TABLE "duties" ADD CONSTRAINT "duties_waived_because_check"
    CHECK (("waived_by" IS NULL) = ("waived_because" IS NULL));

-- "What does the line owe right now?"
CREATE INDEX "duties_owed_idx" ON "duties" ("due_at")
    WHERE "done_at" IS NULL AND "overtaken_by" IS NULL AND "waived_by" IS NULL;
CREATE INDEX "duties_session_idx" ON "duties" ("session_id") WHERE "session_id" IS NOT NULL;
CREATE INDEX "sessions_open_idx" ON "sessions" ("opened_at") WHERE "closed_at" IS NULL;
CREATE INDEX "legs_open_idx" ON "legs" ("requested_at") WHERE "ended_at" IS NULL;
CREATE INDEX "legs_session_idx" ON "legs" ("session_id") WHERE "session_id" IS NOT NULL;

-- Every trigger below is ENABLE ALWAYS: it also holds for the owner, and while replicating.

-- Every event is kept
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused, also for its owner', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "session_events"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "session_events" ENABLE ALWAYS TRIGGER "append_only";

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "line_events"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "line_events" ENABLE ALWAYS TRIGGER "append_only";

-- Rehearsals reach no real desk, and real sessions never borrow a rehearsal's short deadlines.
-- What is compared is fixed for good, so no later change can slip past a check made earlier.
CREATE FUNCTION "refuse_rehearsal_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: whether it is for rehearsals is fixed when it is made', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END;
$$;

CREATE TRIGGER "rehearsal_fixed" BEFORE UPDATE ON "sessions"
    FOR EACH ROW WHEN (OLD."rehearsal" IS DISTINCT FROM NEW."rehearsal")
    EXECUTE FUNCTION "refuse_rehearsal_change"();
ALTER TABLE "sessions" ENABLE ALWAYS TRIGGER "rehearsal_fixed";

CREATE TRIGGER "rehearsal_fixed" BEFORE UPDATE ON "desks"
    FOR EACH ROW WHEN (OLD."rehearsal" IS DISTINCT FROM NEW."rehearsal")
    EXECUTE FUNCTION "refuse_rehearsal_change"();
ALTER TABLE "desks" ENABLE ALWAYS TRIGGER "rehearsal_fixed";

CREATE TRIGGER "rehearsal_fixed" BEFORE UPDATE ON "protocols"
    FOR EACH ROW WHEN (OLD."rehearsal_only" IS DISTINCT FROM NEW."rehearsal_only")
    EXECUTE FUNCTION "refuse_rehearsal_change"();
ALTER TABLE "protocols" ENABLE ALWAYS TRIGGER "rehearsal_fixed";

-- These two look AFTER the whole statement, so that one statement may write both rows in any order.
CREATE FUNCTION "check_session_protocol"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW."rehearsal" AND NOT EXISTS (
        SELECT FROM "protocols" WHERE "id" = NEW."protocol_id" AND NOT "rehearsal_only"
    ) THEN
        RAISE EXCEPTION 'session %: a real session cannot use a protocol that is for rehearsals only', NEW."id"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER "protocol_wall" AFTER INSERT OR UPDATE OF "rehearsal", "protocol_id" ON "sessions"
    FOR EACH ROW EXECUTE FUNCTION "check_session_protocol"();
ALTER TABLE "sessions" ENABLE ALWAYS TRIGGER "protocol_wall";

CREATE FUNCTION "check_leg_rehearsal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."session_id" IS NOT NULL AND NOT EXISTS (
        SELECT FROM "sessions" WHERE "id" = NEW."session_id" AND "rehearsal" = NEW."rehearsal"
    ) THEN
        RAISE EXCEPTION 'leg %: a leg is for rehearsal exactly when its session is', NEW."id"
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW."role" = 'desk' AND NOT EXISTS (
        SELECT FROM "desks" WHERE "id" = NEW."party" AND "rehearsal" = NEW."rehearsal"
    ) THEN
        RAISE EXCEPTION 'leg %: a rehearsal calls only rehearsal desks, a real session only real ones', NEW."id"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER "desk_wall" AFTER INSERT OR UPDATE OF "session_id", "role", "party", "rehearsal" ON "legs"
    FOR EACH ROW EXECUTE FUNCTION "check_leg_rehearsal"();
ALTER TABLE "legs" ENABLE ALWAYS TRIGGER "desk_wall";
