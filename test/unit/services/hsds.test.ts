import { expect, test } from "vitest";
import { readHsds } from "../../../src/adapters/hsds/read.ts";
import { writeHsds } from "../../../src/adapters/hsds/write.ts";
import type { Listing } from "../../../src/domain/services/listing.ts";
import { daily, door, fileOf, hsdsId, hsdsOne, term } from "../../support/hsds.ts";

const noon = Date.UTC(2026, 10, 22, 17);
const read = (text: string) => readHsds(text, noon);
const readOne = async (more: Record<string, unknown>) => {
  const { listings, problems } = await read(fileOf([hsdsOne(1, more)]));
  return { listing: listings[0]?.listing, problems };
};
const fieldsOf = async (more: Record<string, unknown>) =>
  (await readOne(more)).problems.map(({ where }) => where.split(", ").at(-1));

async function written(listings: readonly Listing[]): Promise<string> {
  async function* parts() {
    yield await Promise.resolve(listings);
  }
  let text = "";
  for await (const part of writeHsds(parts(), listings.length)) text += part;
  return text;
}

test("a service is read: where, when, for whom, at what cost, and when somebody made sure", async () => {
  const { listing, problems } = await readOne({
    minimum_age: 16,
    required_documents: [{ id: hsdsId("paper"), document: "Health card" }],
  });
  expect(problems).toEqual([]);
  expect(listing).toMatchObject({
    kinds: ["supervisedConsumption"],
    access: ["walkIn"],
    provinces: ["ON"],
    timeZone: "America/Toronto",
    minimumAge: 16,
    papers: [{ document: "Health card" }],
    languages: [{ code: "en" }],
    openings: [{ opens: 660, closes: 1380 }],
    sites: [{ municipality: "Kingston", province: "ON" }],
    assuredAt: Date.UTC(2026, 10, 1),
    rehearsal: false,
  });
});

test("a list, a page of HSDS's API and one alone are the same to us", async () => {
  const one = hsdsOne(1);
  const texts = [[one], { total_items: 1, contents: [one] }, one].map((file) =>
    JSON.stringify(file),
  );
  const files = await Promise.all(texts.map(read));
  expect(files.map(({ listings }) => listings.length)).toEqual([1, 1, 1]);
  expect(files[1]).toEqual(files[0]);
});

test.each([
  ["id", { id: "seven" }],
  ["name", { name: "" }],
  ["status", { status: "open" }],
  ["url", { url: "javascript:alert(1)" }],
  ["email", { email: "at example" }],
  ["assured_date", { assured_date: "2026-02-30" }],
  ["minimum_age", { minimum_age: "sixteen" }],
  ["assured_date", { assured_date: "2027-02-28" }],
  ["description", { description: "half a letter: \ud83d" }],
  ["alert", { alert: "nothing: \0" }],
  ["phones[0].number", { phones: [{ id: hsdsId("p"), number: "ask inside" }] }],
  ["languages[0].id", { languages: [{ code: "en" }] }],
  ["languages[0].code", { languages: [{ id: hsdsId("l"), code: "plain English" }] }],
  ["attributes", { attributes: [] }],
  ["attributes", { attributes: [term("food"), term("timeZone", "Canada/Nowhere")] }],
  ["attributes[1].taxonomy_term.code", { attributes: [term("food"), term("hotline")] }],
  ["service_at_locations", { service_at_locations: [] }],
  [
    "service_at_locations[0].location.addresses[0].state_province",
    { service_at_locations: [door(1, { state_province: "Ohio" })] },
  ],
  ["schedules[0].opens_at", { schedules: [daily({ opens_at: "9am" })] }],
  ["schedules[0].closes_at", { schedules: [daily({ closes_at: null })] }],
  ["schedules[0].closes_at", { schedules: [daily({ closes_at: "24:30" })] }],
  ["schedules[0].opens_at", { schedules: [daily({ opens_at: "09:00Z" })] }],
  ["schedules[0].timezone", { schedules: [daily({ timezone: 3 })] }],
  ["schedules[0].freq", { schedules: [daily({ freq: null })] }],
  ["schedules[0].byday", { schedules: [daily({ byday: "MONDAY" })] }],
  ["schedules[0].byday", { schedules: [daily({ byday: "2MO" })] }],
  ["schedules[0].byday", { schedules: [daily({ byday: null })] }],
  ["schedules[0].dtstart", { schedules: [daily({ interval: 2 })] }],
])("a wrong %s is named", async (field, more) => {
  expect(await fieldsOf(more)).toEqual([field]);
});

test("every wrong row is named, by the line it is on and by which service it is", async () => {
  const services = [hsdsOne(1), hsdsOne(2, { status: "open" }), hsdsOne(3), hsdsOne(4, { url: 7 })];
  const text = fileOf(services);
  const lines = text.split("\n");
  const lineOf = (part: string) => lines.findIndex((line) => line.includes(part)) + 1;
  const { problems, listings } = await read(text);
  expect(problems.map(({ where }) => where)).toEqual([
    `line ${lineOf('"status": "open"')}, service 2, status`,
    `line ${lineOf('"url": 7')}, service 4, url`,
  ]);
  expect(listings).toHaveLength(2);
});

test("what is missing is named at the line of what lacks it, however texts in it look", async () => {
  const { status, ...without } = hsdsOne(1);
  expect(status).toBe("active");
  const text = fileOf([hsdsOne(0, { description: 'a "[{,\\" b' }), without]);
  const begins = text.split("\n").findLastIndex((line) => line === " {") + 1;
  const { problems } = await read(text);
  expect(problems.map(({ where }) => where)).toEqual([`line ${begins}, service 2, status`]);
});

test("the same id twice, and a file that is none", async () => {
  const twice = await read(fileOf([hsdsOne(1), hsdsOne(1)]));
  expect(twice.problems).toMatchObject([{ what: "service 1 has this id already" }]);
  expect((await read('[{"id": 1},\n{"id"')).problems).toMatchObject([{ where: "line 2" }]);
  expect((await read('{"services": []}')).problems).toMatchObject([{ where: "line 1" }]);
});

test("what the line has no place for is said, and people's names are not kept", async () => {
  const contacts = [{ id: hsdsId("c"), name: "Ann Persona" }];
  const file = await read(fileOf([hsdsOne(1, { contacts, funding: [] })]));
  expect(file.notKept).toEqual(["contacts", "funding"]);
  expect(JSON.stringify(file.listings)).not.toContain("Persona");
});

test("a time with an offset is the time people see there", async () => {
  const { listing } = await readOne({
    schedules: [daily({ opens_at: "09:00-05:00", closes_at: "17:00-04:00", timezone: -5 })],
  });
  expect(listing?.openings).toMatchObject([{ opens: 540, closes: 1020 }]);
});

test("a language is known by either of its codes", async () => {
  const codes = ["eng", "fra", "iu", "fr-CA", "mic"];
  const languages = codes.map((code) => ({ id: hsdsId(code), code }));
  const { listing } = await readOne({ languages });
  expect(listing?.languages.map(({ code }) => code)).toEqual(["en", "fr", "iu", "fr", "mic"]);
});

test("each door goes by the clocks of its province, and hours for all of Canada say by whose", async () => {
  const two = [door(1), door(2, { city: "Kelowna", state_province: "BC" })];
  const { listing } = await readOne({ service_at_locations: two });
  expect(listing?.sites.map(({ timeZone }) => timeZone)).toEqual([
    "America/Toronto",
    "America/Vancouver",
  ]);
  const everywhere = {
    service_at_locations: [],
    service_areas: [{ id: hsdsId("area"), name: "Canada" }],
  };
  expect(await fieldsOf(everywhere)).toEqual(["attributes"]);
  const attributes = [term("crisisLine"), term("timeZone", "America/Winnipeg")];
  expect((await readOne({ ...everywhere, attributes })).listing?.timeZone).toBe("America/Winnipeg");
  const dayAndNight = [daily({ opens_at: "00:00", closes_at: "24:00" })];
  expect((await readOne({ ...everywhere, schedules: dayAndNight })).problems).toEqual([]);
});

test("a line without a door serves whatever its area names", async () => {
  const areas = (name: string) => ({
    service_at_locations: [],
    service_areas: [{ id: hsdsId("area"), name }],
    schedules: [],
  });
  const provincesOf = async (name: string) => (await readOne(areas(name))).listing?.provinces;
  expect(await provincesOf("CA-ON")).toEqual(["ON"]);
  expect(await provincesOf("Québec")).toEqual(["QC"]);
  expect(await provincesOf("Canada")).toHaveLength(13);
  expect(await provincesOf("Mars")).toBeUndefined();
});

test("what is written can be read again, and is the same", async () => {
  const full = hsdsOne(1, {
    attributes: [term("food"), term("women"), term("timeZone", "America/Winnipeg")],
    schedules: [
      daily({ id: hsdsId("a"), freq: "MONTHLY", byday: "2MO,-1FR", until: "2027-01-01" }),
      { id: hsdsId("b"), description: "Ring the bell" },
    ],
    service_areas: [{ id: hsdsId("area"), name: "Frontenac", uri: "CA-ON" }],
    organization: { id: hsdsId("o"), name: "Ours", description: "" },
    fees_description: "Free",
    status: "temporarily closed",
  });
  const first = await read(fileOf([full, hsdsOne(2)]));
  expect(first.problems).toEqual([]);
  const listings = first.listings.map(({ listing }) => listing);
  const again = await read(await written(listings));
  expect(again.problems).toEqual([]);
  expect(again.listings.map(({ listing }) => listing)).toEqual(listings);
  expect(JSON.parse(await written([]))).toMatchObject({ contents: [], empty: true });
});
