-- Who published which version of the line's numbers, from which, and why. Null: the software's own.
ALTER TABLE "protocols"
    ADD COLUMN "replaces" TEXT,
    ADD COLUMN "reason" TEXT,
    ADD COLUMN "published_by" TEXT,
    ADD COLUMN "wish_id" UUID;

-- A version is followed by one other at most: of two people who change the same one, the second is told.
CREATE UNIQUE INDEX "protocols_replaces_key" ON "protocols"("replaces");
ALTER TABLE "protocols" ADD CONSTRAINT "protocols_replaces_fkey"
    FOREIGN KEY ("replaces") REFERENCES "protocols"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What a person publishes has a reason and their name.
ALTER TABLE "protocols" ADD CONSTRAINT "protocols_said_why"
    CHECK ("replaces" IS NULL OR ("reason" IS NOT NULL AND "published_by" IS NOT NULL AND "wish_id" IS NOT NULL));

-- Published is published: sessions name a version for good, and everybody may read what was promised when. A change is a new version.
CREATE FUNCTION "refuse_published_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'protocols: version % is published and stays as it is', OLD."id"
        USING ERRCODE = 'check_violation';
END;
$$;

CREATE TRIGGER "stays_published" BEFORE UPDATE ON "protocols"
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION "refuse_published_change"();
ALTER TABLE "protocols" ENABLE ALWAYS TRIGGER "stays_published";
