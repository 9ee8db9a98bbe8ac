-- What made the line owe it: the id of the input, a webhook's or a duty's that went off. With it, whatever followed from one webhook
-- can be read in one go. Duties from before have none.
ALTER TABLE "duties" ADD COLUMN "cause" TEXT;

-- Calls of the line to one of its own numbers, through the carrier (docs/decisions/043). Nobody's number, nobody's words: only ours.
CREATE TABLE "synthetic_calls" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    -- Of the code that proves at the other end that it is this call; keyed once, and of no use afterwards.
    "code_hash" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_by" TIMESTAMPTZ(3) NOT NULL,
    -- The rehearsal the code opened.
    "session_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "result" TEXT,

    CONSTRAINT "synthetic_calls_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "synthetic_calls_result_check" CHECK ("result" IN ('returned', 'failed', 'yielded')),
    CONSTRAINT "synthetic_calls_ended_check" CHECK (("ended_at" IS NULL) = ("result" IS NULL))
);
CREATE UNIQUE INDEX "synthetic_calls_one_at_a_time" ON "synthetic_calls" ((true)) WHERE "ended_at" IS NULL;
CREATE INDEX "synthetic_calls_ended_at_idx" ON "synthetic_calls" ("ended_at");
