-- What a person's console last said of the device they are rung on: one row for each person, written again at every beat.
ALTER TABLE "presence" ADD COLUMN "heard_at" TIMESTAMPTZ(3);
ALTER TABLE "presence" ADD COLUMN "connection_id" TEXT;
ALTER TABLE "presence" ADD COLUMN "registered" BOOLEAN;
ALTER TABLE "presence" ADD COLUMN "microphone" BOOLEAN;
ALTER TABLE "presence" ADD CONSTRAINT "presence_heard_check" CHECK (
    ("heard_at" IS NULL) = ("connection_id" IS NULL)
    AND ("heard_at" IS NULL) = ("registered" IS NULL)
    AND ("heard_at" IS NULL) = ("microphone" IS NULL));

-- What was last written down of whether a ring reaches them, so that each change is written once.
ALTER TABLE "presence" ADD COLUMN "noted" TEXT;
ALTER TABLE "presence" ADD CONSTRAINT "presence_noted_check"
    CHECK ("noted" IN ('ringMissed', 'noHeartbeat', 'notRegistered', 'noMicrophone'));

-- When somebody on call was last asked to stand by, and until when they said that they cover for who rests.
ALTER TABLE "presence" ADD COLUMN "standby_asked_at" TIMESTAMPTZ(3);
ALTER TABLE "presence" ADD COLUMN "covers_until" TIMESTAMPTZ(3);

-- Whether they are rung once at the start of each shift, to know that a ring reaches them; and when one last did.
ALTER TABLE "presence" ADD COLUMN "test_ring_taken_at" TIMESTAMPTZ(3);
ALTER TABLE "staff" ADD COLUMN "test_ring" BOOLEAN NOT NULL DEFAULT FALSE;
