-- What is said to callers, and what is known of what is sold (docs/decisions/051). Nothing of any caller, and no room for it.

-- One version of a text. Version 1 of each is the software's own, and no row.
CREATE TABLE "known_texts" (
    "id" UUID NOT NULL,
    "piece" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "en" TEXT NOT NULL,
    "fr" TEXT NOT NULL,
    "source" TEXT,
    "reason" TEXT NOT NULL,
    "written_by" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "signed_name" TEXT,
    "signed_as" TEXT,
    "signed_by" TEXT,
    "signed_at" TIMESTAMPTZ(3),
    "taken_back_by" TEXT,
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "known_texts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "known_texts_version_check" CHECK ("version" >= 2),
    CONSTRAINT "known_texts_signed_check" CHECK (
        ("signed_name" IS NULL) = ("signed_at" IS NULL) AND ("signed_as" IS NULL) = ("signed_at" IS NULL)
        AND ("signed_by" IS NULL) = ("signed_at" IS NULL)),
    CONSTRAINT "known_texts_signed_as_check" CHECK ("signed_as" IN ('medicalLead', 'clinician', 'peerLead')),
    -- Nobody signs what they wrote themselves, and a tip is signed by a medical lead or not at all.
    CONSTRAINT "known_texts_two_people" CHECK ("signed_by" <> "written_by"),
    CONSTRAINT "known_texts_medical" CHECK ("piece" NOT LIKE 'tip:%' OR "signed_as" = 'medicalLead'),
    CONSTRAINT "known_texts_taken_back_check" CHECK (("taken_back_by" IS NULL) = ("taken_back_at" IS NULL))
);
CREATE UNIQUE INDEX "known_texts_piece_version_key" ON "known_texts" ("piece", "version");

-- What was written stays as it was written, and a signature as it was given: what was on a responder's screen can always be read again.
CREATE FUNCTION "refuse_text_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW."id", NEW."piece", NEW."version", NEW."en", NEW."fr", NEW."source", NEW."reason", NEW."written_by", NEW."written_at")
        IS DISTINCT FROM
       (OLD."id", OLD."piece", OLD."version", OLD."en", OLD."fr", OLD."source", OLD."reason", OLD."written_by", OLD."written_at")
       OR (OLD."signed_at" IS NOT NULL
           AND (NEW."signed_name", NEW."signed_as", NEW."signed_by", NEW."signed_at")
               IS DISTINCT FROM (OLD."signed_name", OLD."signed_as", OLD."signed_by", OLD."signed_at"))
       OR (OLD."taken_back_at" IS NOT NULL
           AND (NEW."taken_back_by", NEW."taken_back_at") IS DISTINCT FROM (OLD."taken_back_by", OLD."taken_back_at")) THEN
        RAISE EXCEPTION 'known_texts: version % of % is written, and stays as it is', OLD."version", OLD."piece"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "stays_written" BEFORE UPDATE ON "known_texts"
    FOR EACH ROW EXECUTE FUNCTION "refuse_text_change"();
ALTER TABLE "known_texts" ENABLE ALWAYS TRIGGER "stays_written";

-- Warnings of what is sold: drug alerts. By the name their source gives them.
CREATE TABLE "drug_warnings" (
    "id" TEXT NOT NULL,
    "substances" TEXT[] NOT NULL,
    "sold_as" TEXT,
    "province" TEXT,
    "municipality" TEXT,
    "found_en" TEXT,
    "found_fr" TEXT,
    "advice_en" TEXT,
    "advice_fr" TEXT,
    "source" TEXT NOT NULL,
    "source_url" TEXT,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    -- Null: its source names no end.
    "until_at" TIMESTAMPTZ(3),
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "drug_warnings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "drug_warnings_found_check" CHECK ("found_en" IS NOT NULL OR "found_fr" IS NOT NULL),
    CONSTRAINT "drug_warnings_advice_check" CHECK ("advice_en" IS NOT NULL OR "advice_fr" IS NOT NULL),
    CONSTRAINT "drug_warnings_place_check" CHECK ("municipality" IS NULL OR "province" IS NOT NULL),
    CONSTRAINT "drug_warnings_until_check" CHECK ("until_at" > "from_at"),
    CONSTRAINT "drug_warnings_ended_check" CHECK (("ended_by" IS NULL) = ("ended_at" IS NULL))
);
CREATE INDEX "drug_warnings_from_at_idx" ON "drug_warnings" ("from_at");
