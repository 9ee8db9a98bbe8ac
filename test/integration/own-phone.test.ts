import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { apiOnPostgres, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let robin: Awaited<ReturnType<typeof signedIn>>;
let jo: Awaited<ReturnType<typeof signedIn>>;

const texts: { to: string; body: string }[] = [];

beforeAll(async () => {
  api = await apiOnPostgres();
  api.line.phone.text = async (to, _from, body) => void texts.push({ to, body });
  robin = await signedIn(api.app, "robin@rehearsal.example");
  jo = await signedIn(api.app, "jo@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

beforeEach(async () => {
  api.time.now = noon;
  texts.length = 0;
  await robin.del("/api/me/phone");
  await api.db.phoneProof.deleteMany();
});

const NUMBER = "+15555550121";
const MINUTE = 60_000;

const give = (number = NUMBER, key?: string) => robin.put("/api/me/phone", { number }, key);
const type = (code: string, key?: string) => robin.post("/api/me/phone/proof", { code }, key);
const texted = () => /\b(\d{6})\b/.exec(texts.at(-1)?.body ?? "")?.[1] ?? "";
const wrong = () => (texted() === "123456" ? "654321" : "123456");

async function proved(): Promise<void> {
  await give();
  expect((await type(texted())).status).toBe(200);
}

const numberRung = async () => (await api.line.roster.member("robin"))?.phone;

test("a number counts once the code texted to it is typed back, and is never shown again", async () => {
  const asked = await give("(555) 555-0121");
  expect(asked.body).toMatchObject({ phone: null, asked: { endsIn: "21" } });
  expect(texts).toHaveLength(1);
  expect(texts[0]?.to).toBe(NUMBER);
  expect(await numberRung()).toBeNull();
  const done = await type(texted());
  expect(done.body).toMatchObject({ phone: { endsIn: "21" }, asked: null, reach: "softphone" });
  expect(JSON.stringify(done.body)).not.toContain("5555550121");
  expect(await numberRung()).toBe(NUMBER);
  expect((await jo.get("/api/me/phone")).body).toMatchObject({ phone: null });
});

test("what is kept of it is sealed, the code too", async () => {
  await give();
  const kept = JSON.stringify(await api.db.phoneProof.findMany(), asText);
  expect(kept).not.toContain("5550121");
  expect(kept).not.toContain(texted());
  await type(texted());
  const staff = JSON.stringify(await api.db.staff.findMany(), asText);
  expect(staff).not.toContain("5550121");
});

const asText = (_key: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value;

test("the old number stands until the new one is proved", async () => {
  await proved();
  await give("+15555550133");
  expect((await robin.get("/api/me/phone")).body).toMatchObject({
    phone: { endsIn: "21" },
    asked: { endsIn: "33" },
  });
  expect(await numberRung()).toBe(NUMBER);
  await type(texted());
  expect(await numberRung()).toBe("+15555550133");
});

test.each(["911", "988", "+1911", "+12115550100", "+441632960121", "555-0121", "robin"])(
  "%s is refused, and texted nothing",
  async (number) => {
    const answer = await give(number);
    expect(answer).toMatchObject({ status: 400, body: { code: "notYourNumber" } });
    expect(texts).toEqual([]);
  },
);

test("nor one of the line's own, which would ring the line", async () => {
  expect((await give("+15555550100")).body).toMatchObject({ code: "notYourNumber" });
});

test("a wrong code changes nothing, and the sixth try finds it over, right or not", async () => {
  await give();
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await type(wrong())).body).toMatchObject({ code: "codeWrong" });
  }
  expect((await type(texted())).body).toMatchObject({ code: "codeGone" });
  expect(await numberRung()).toBeNull();
});

test("after ten minutes a code is over; a new one replaces the one before", async () => {
  await give();
  const first = texted();
  api.time.now = noon + 10 * MINUTE;
  expect((await type(first)).body).toMatchObject({ code: "codeGone" });
  await give();
  const stale = texted() === first ? "codeWrong" : (await type(first)).body["code"];
  expect(stale).toBe("codeWrong");
  expect((await type(texted())).status).toBe(200);
});

test("a wish sent again texts nobody twice; a fourth code within the hour is not sent", async () => {
  await give(NUMBER, "once");
  await give(NUMBER, "once");
  expect(texts).toHaveLength(1);
  await give();
  await give();
  expect((await give()).body).toMatchObject({ code: "tooManyTexts" });
  expect(texts).toHaveLength(3);
  api.time.now = noon + 61 * MINUTE;
  expect((await give()).status).toBe(200);
});

test("taking the number away, or proving one, gives nobody more codes; nor does asking for all at once", async () => {
  await give();
  await robin.del("/api/me/phone");
  expect((await type(texted())).body).toMatchObject({ code: "codeGone" });
  expect((await api.db.phoneProof.findFirst())?.sealed).toHaveLength(0);
  await proved();
  expect((await robin.get("/api/me/phone")).body).toMatchObject({ asked: null });
  const rest = await Promise.all(["31", "32", "33"].map((end) => give(`+155555501${end}`)));
  expect(rest.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(texts).toHaveLength(3);
});

test("how they are reached: on their own phone only where there is one", async () => {
  const reach = (body: object) => robin.put("/api/me/reach", body);
  expect((await reach({ reach: "both", page: false })).body).toMatchObject({ code: "noOwnPhone" });
  expect((await reach({ reach: "softphone", page: true })).body).toMatchObject({
    code: "noOwnPhone",
  });
  await proved();
  await api.line.roster.rest("robin", noon);
  const roster = async () => {
    await robin.post("/api/shifts", { circle: "line" });
    return (await api.line.roster.now(api.time.now)).find(({ staffId }) => staffId === "robin");
  };
  expect(await roster()).not.toHaveProperty("hasPhone");
  await reach({ reach: "both", page: true });
  expect(await roster()).toMatchObject({ via: "softphone", hasPhone: true });
  await reach({ reach: "phone", page: true });
  expect(await roster()).toMatchObject({ via: "phone" });
  expect((await robin.get("/api/me/phone")).body).toMatchObject({ reach: "phone", page: true });
});

test("a removed number is gone, and they are reached in their browser again", async () => {
  await proved();
  await robin.put("/api/me/reach", { reach: "phone", page: true });
  const gone = await robin.del("/api/me/phone");
  expect(gone.body).toMatchObject({ phone: null, reach: "softphone", page: false });
  expect(await numberRung()).toBeNull();
});

test("a field that is wrong is named", async () => {
  const answer = await robin.put("/api/me/reach", { reach: "pigeon", page: true });
  expect(answer).toMatchObject({ status: 400, body: { code: "requestWrong" } });
  expect(JSON.stringify(answer.body)).toContain("reach");
});
