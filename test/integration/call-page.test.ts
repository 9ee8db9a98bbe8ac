import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { v7 as uuid } from "uuid";
import { handle } from "../../src/engine/handle.ts";
import { aPlan, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let robin: Awaited<ReturnType<typeof signedIn>>;
/** A session that Robin holds on their own phone, and the page of it. */
let id: string;
let legId: string;
let path: string;

beforeAll(async () => {
  api = await apiOnPostgres();
  robin = await signedIn(api.app, "robin@rehearsal.example");
  await api.db.staff.update({ where: { id: "robin" }, data: { wantsPage: true } });
});
afterAll(() => api[Symbol.asyncDispose]());

beforeEach(async () => {
  api.time.now = noon;
  await api.db.$executeRaw`TRUNCATE claims, shifts, presence`;
  id = await callArrives(api.line);
  legId = await takes("robin");
  path = await pageFor("robin", legId);
});

const input = () => ({ id: uuid(), at: api.time.now });

async function takes(staffId: string): Promise<string> {
  const leg = uuid();
  const taken = { kind: "legAccepted", legId: leg, role: "responder", via: "phone" } as const;
  await handle(api.line, id, { ...taken, staffId, ...input() });
  return leg;
}

async function pageFor(staffId: string, leg: string): Promise<string> {
  const whose = { staffId, sessionId: id, legId: leg };
  const link = await api.callPages.make(whose, api.time.now);
  return new URL(link ?? "https://line.example.org/none").pathname;
}

const session = async () => {
  const found = await api.line.store.load(id);
  if (found === null) throw new Error("no session");
  return found;
};

/** A telephone's browser: it keeps its cookie, follows where it is sent, and presses what is there. */
function browser() {
  const cookies: Record<string, string> = {};
  const ask = async (method: "GET" | "POST", url: string, form?: Record<string, string>) => {
    const answer = await api.app.inject({
      method,
      url,
      cookies,
      ...(form === undefined
        ? {}
        : {
            headers: { "content-type": "application/x-www-form-urlencoded" },
            payload: new URLSearchParams(form).toString(),
          }),
    });
    for (const { name, value } of answer.cookies) cookies[name] = value;
    return answer;
  };
  const goes = async (url: string) => {
    const { statusCode: status, body, headers } = await ask("GET", url);
    return { status, body, headers };
  };
  const sends = async (url: string, form: Record<string, string>) => {
    const answer = await ask("POST", url, form);
    const to = answer.headers.location;
    return to === undefined
      ? { status: answer.statusCode, body: answer.body, headers: answer.headers }
      : goes(to);
  };
  return {
    goes,
    sends,
    opens: (url = path) => sends(`${url}/open`, {}),
    /** The form of this act on the page as it stands, with what is hidden in it. */
    async presses(act: string, url = path) {
      const { body } = await goes(url);
      const form = new RegExp(`action="${url}/${act}">(.*?)</form>`).exec(body)?.[1];
      if (form === undefined) throw new Error(`${act} is not on the page`);
      const hidden = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)];
      return sends(
        `${url}/${act}`,
        Object.fromEntries(hidden.map(([, k, v]) => [k ?? "", v ?? ""])),
      );
    },
    cookies: () => cookies,
  };
}

async function opened() {
  const phone = browser();
  await phone.opens();
  return phone;
}

const kinds = async () => (await api.line.store.events(id)).map(({ kind }) => kind);

test("looking at the address opens nothing; a press does, and the page says where the call stands", async () => {
  const phone = browser();
  const looked = await phone.goes(path);
  expect(looked.body).toContain("Open the page for your call");
  expect(looked.body).not.toContain("You are with them");
  const page = await phone.opens();
  expect(page).toMatchObject({ status: 200 });
  expect(page.body).toContain("You are with them");
  expect(page.body).toContain('lang="en"');
});

test("no script, no other site, no trace: the page is for this browser alone", async () => {
  const phone = await opened();
  const { headers, body } = await phone.goes(path);
  expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'nonce-/);
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  expect(body).not.toMatch(/<script|onclick|javascript:|https?:/);
  const [kept] = await api.db.sessionPage.findMany({ where: { legId } });
  const secrets = [path.split("/").at(-1) ?? "", phone.cookies()["call"] ?? ""];
  for (const secret of secrets) {
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(kept)).not.toContain(secret);
  }
});

test("a second browser finds it closed, as does whoever guesses", async () => {
  await opened();
  const other = browser();
  const guessed = `/call/${"x".repeat(43)}`;
  for (const url of [path, guessed]) {
    const seen = await other.goes(url);
    expect(seen.status).toBe(404);
    expect(seen.body).toContain("This page is closed");
    expect((await other.opens(url)).status).toBe(404);
    expect((await other.sends(`${url}/help`, { wish: "1", sure: "yes" })).status).toBe(404);
  }
  expect((await session()).help.state).toBe("none");
});

test("the cookie of one page opens no other", async () => {
  const phone = await opened();
  const first = path;
  await api.line.store.load(id);
  id = await callArrives(api.line);
  const joLeg = await takes("jo");
  await api.db.staff.update({ where: { id: "jo" }, data: { wantsPage: true } });
  path = await pageFor("jo", joLeg);
  const jo = browser();
  await jo.opens();
  const seen = await phone.goes(path);
  expect(seen.status).toBe(404);
  expect((await phone.goes(first)).status).toBe(200);
});

test("every press is the input the console gives, named", async () => {
  const phone = await opened();
  await phone.presses("using");
  expect((await session()).watch).not.toBeNull();
  await phone.presses("fine");
  const after = await api.line.store.events(id);
  expect(after.find(({ kind }) => kind === "checkInKept")).toMatchObject({ by: "robin" });
  await phone.presses("drowsy");
  expect((await session()).watch?.pace).toBe("drowsy");
  await phone.presses("dose");
  expect((await session()).doses).toHaveLength(1);
  await phone.presses("quiet");
  expect((await session()).watch?.deadline.kind).toBe("quiet");
  await phone.presses("askPlace");
  await phone.presses("cover");
  await phone.presses("supervisor");
  expect(await kinds()).toEqual(expect.arrayContaining(["placeAsked", "coverAsked"]));
  const pages = await api.db.duty.findMany({ where: { sessionId: id, kind: "page" } });
  expect(pages.length).toBeGreaterThanOrEqual(2);
});

test("pressed twice, it is done once; a check-in that is over is not confirmed", async () => {
  const phone = await opened();
  await phone.presses("using");
  const form = { wish: "w-fine", checkIn: "1" };
  await phone.sends(`${path}/fine`, form);
  const twice = await phone.sends(`${path}/fine`, form);
  expect(twice.body).toContain("Done.");
  expect((await kinds()).filter((kind) => kind === "checkInKept")).toHaveLength(1);
  const stale = await phone.sends(`${path}/fine`, { wish: "another", checkIn: "1" });
  expect(stale.body).toContain("That check-in was over already");
});

test("stepping away minutes after a dose is asked again", async () => {
  const phone = await opened();
  await phone.presses("using");
  const refused = await phone.presses("away");
  expect(refused.body).toContain("Stepped away all the same");
  expect((await session()).watch?.deadline.kind).toBe("checkIn");
  const wish = /name="wish" value="([^"]*awayAnyway)"/.exec(refused.body)?.[1] ?? "";
  await phone.sends(`${path}/awayAnyway`, { wish });
  expect((await session()).watch?.deadline.kind).toBe("away");
});

test("help takes two presses, and a goodbye does; help that came is said, then the call ends", async () => {
  await robin.put(`/api/sessions/${id}/plan`, aPlan);
  const phone = await opened();
  await phone.presses("using");
  const sure = await phone.presses("help");
  expect(sure.body).toContain("Send help now?");
  expect((await session()).help.state).toBe("none");
  const yes = /name="wish" value="([^"]+)"/.exec(sure.body)?.[1] ?? "";
  const sent = await phone.sends(`${path}/help`, { wish: yes, sure: "yes" });
  expect(sent.body).toContain("Help has been called");
  expect((await session()).help.state).toBe("asked");
  await phone.presses("sending");
  expect((await session()).help.state).toBe("taken");
  await phone.presses("arrived");
  expect((await session()).help.state).toBe("taken");
  await phone.sends(`${path}/arrived`, { wish: "there", sure: "yes" });
  expect((await session()).help.state).toBe("arrived");
  const over = await phone.sends(`${path}/goodbye`, { wish: "bye", sure: "yes" });
  expect(over).toMatchObject({ status: 410 });
  expect(over.body).toContain("This call is over");
  expect((await session()).closed?.outcome).toBe("unknown");
});

test("the place is shown, and that it was read is written down with who read", async () => {
  await robin.put(`/api/sessions/${id}/plan`, { ...aPlan, wayIn: "Blue <door>" });
  const phone = await opened();
  expect((await phone.goes(path)).body).not.toContain("Fictional");
  const reads = () => api.db.auditRecord.count({ where: { kind: "planRead", who: "robin" } });
  const before = await reads();
  const seen = await phone.presses("place");
  expect(seen.body).toContain("1 Fictional Lane");
  expect(seen.body).toContain("Blue &#60;door&#62;");
  expect(await reads()).toBe(before + 1);
});

test("their line lost, the page still sends help, and no more; somebody else there, it is over", async () => {
  const phone = await opened();
  await phone.presses("using");
  const lost = { kind: "legEnded", legId, role: "responder", party: "robin" } as const;
  await handle(api.line, id, { ...lost, how: "completed", ...input() });
  const page = await phone.goes(path);
  expect(page.body).toContain("Your line is lost");
  expect([...page.body.matchAll(/action="[^"]*\/(\w+)"/g)].map(([, act]) => act)).toEqual(["help"]);
  const refused = await phone.sends(`${path}/fine`, { wish: "no", checkIn: "1" });
  expect(refused.body).toContain("That can&#39;t be done right now");
  const place = await phone.sends(`${path}/place`, { wish: "where" });
  expect(place).toMatchObject({ status: 200 });
  expect(place.body).toContain("That can&#39;t be done right now");
  await takes("jo");
  expect((await phone.goes(path)).status).toBe(410);
  expect((await phone.sends(`${path}/help`, { wish: "late", sure: "yes" })).status).toBe(410);
  expect((await session()).help.state).toBe("none");
});

test("closed before anybody opened it, it never opens", async () => {
  await robin.post(`/api/sessions/${id}/close`, { outcome: "well" });
  const phone = browser();
  expect((await phone.goes(path)).status).toBe(404);
  expect((await phone.opens()).status).toBe(404);
});

test("who wants no page is given none; a text that goes twice leaves one address", async () => {
  const again = await pageFor("robin", legId);
  const phone = browser();
  expect((await phone.goes(path)).status).toBe(404);
  expect((await phone.goes(again)).status).toBe(200);
  await api.db.staff.update({ where: { id: "jo" }, data: { wantsPage: false } });
  const none = await api.callPages.make({ staffId: "jo", sessionId: id, legId }, noon);
  expect(none).toBeNull();
});

test("help pressed before the page is there anew, after something that was done or refused, is sent", async () => {
  const phone = await opened();
  await phone.sends(`${path}/fine`, { wish: "one-page", checkIn: "1" });
  await phone.sends(`${path}/using`, { wish: "one-page" });
  await phone.sends(`${path}/help`, { wish: "one-page", sure: "yes" });
  expect((await session()).watch).not.toBeNull();
  expect((await session()).help.state).not.toBe("none");
});

test("a form that is none is no press", async () => {
  const phone = await opened();
  const answer = await phone.sends(`${path}/using`, { wish: "<b>" });
  expect(answer.body).toContain("That can&#39;t be done right now");
  expect((await session()).watch).toBeNull();
  const json = await api.app.inject({ method: "POST", url: `${path}/using`, payload: { a: 1 } });
  expect(json.statusCode).toBeGreaterThanOrEqual(400);
});

test("a sealed place is shown for a reason, which is one press more and is written down", async () => {
  id = await callArrives(api.line, { sealsPlace: true });
  await api.db.$executeRaw`TRUNCATE claims`;
  legId = await takes("robin");
  path = await pageFor("robin", legId);
  await robin.put(`/api/sessions/${id}/plan`, aPlan);
  await robin.post(`/api/sessions/${id}/read-back`, { parts: ["address", "town", "wayIn"] });
  const phone = await opened();
  const asked = await phone.presses("place");
  expect(asked.body).not.toMatch(/Fictional|Nowhere|Blue door/);
  expect(asked.body).toContain("The place is sealed until help is sent");
  expect([...asked.body.matchAll(/name="because"/g)]).toHaveLength(5);
  const shown = await phone.sends(`${path}/place`, { wish: "why", because: "worried" });
  expect(shown.body).toContain("1 Fictional Lane");
  expect(
    await api.db.auditRecord.findFirst({ where: { about: id, kind: "placeOpened" } }),
  ).toMatchObject({ who: "robin", why: "worried" });
  const curious = await phone.sends(`${path}/place`, { wish: "no", because: "curious" });
  expect(curious.body).toContain("That can&#39;t be done right now");
});
