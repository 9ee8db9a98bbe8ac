-- The directory of services, as Open Referral's HSDS calls what others offer (docs/decisions/048). Public knowledge: nothing of a caller.
-- What one of them is stands in "listing"; the other columns are made of it, to be found by.
CREATE TABLE "services" (
    "id" UUID NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "standing" TEXT NOT NULL,
    "kinds" TEXT[] NOT NULL,
    "access" TEXT[] NOT NULL,
    "audiences" TEXT[] NOT NULL,
    "languages" TEXT[] NOT NULL,
    "provinces" TEXT[] NOT NULL,
    "towns" TEXT[] NOT NULL,
    "anywhere" BOOLEAN NOT NULL,
    "cost" TEXT NOT NULL,
    "minimum_age" DOUBLE PRECISION,
    "maximum_age" DOUBLE PRECISION,
    "papers" BOOLEAN NOT NULL,
    "sort_key" TEXT NOT NULL,
    "names" TEXT NOT NULL,
    "listing" JSONB NOT NULL,

    CONSTRAINT "services_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "services_standing_check" CHECK ("standing" IN ('active', 'temporarilyClosed', 'inactive', 'defunct')),
    CONSTRAINT "services_cost_check" CHECK ("cost" IN ('free', 'paid', 'unknown')),
    CONSTRAINT "services_rehearsal_check" CHECK ("rehearsal" = ("listing" ->> 'rehearsal')::boolean)
);

-- What is fictional is never shown to a caller as real, nor the other way round.
CREATE TRIGGER "rehearsal_fixed" BEFORE UPDATE ON "services"
    FOR EACH ROW WHEN (OLD."rehearsal" IS DISTINCT FROM NEW."rehearsal")
    EXECUTE FUNCTION "refuse_rehearsal_change"();
