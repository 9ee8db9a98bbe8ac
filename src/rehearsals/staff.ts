import { randomUUID } from "node:crypto";
import { z } from "zod";
import { navigator, type Circle, type StaffName } from "./cast.ts";

/** A safety plan as the API takes it. */
export type Plan = {
  callerName: string | null;
  place: "exact" | "area" | "none";
  address: string | null;
  municipality: string | null;
  province: string | null;
  wayIn: string | null;
  othersThere: string | null;
  callerNumber: string | null;
  naloxone: "yes" | "no" | "unknown";
  people: number | null;
  trusted: { name: string; number: string } | null;
  help: "ambulance" | "trusted" | "nobody";
  trustedFirst: boolean;
  mayText: boolean;
  numberGiven: boolean;
};

const passwords = z.record(z.string(), z.object({ email: z.string(), password: z.string() }));
export type Passwords = z.infer<typeof passwords>;

/** Reads what `rehearsal-staff.json` says. Throws when it is something else. */
export const parsePasswords = (text: string): Passwords => passwords.parse(JSON.parse(text));

/** The line does not answer at all: there is nobody to rehearse with. */
export class LineAway extends Error {
  override name = "LineAway";
}

const me = z.object({ sessionId: z.string().nullable() });
const sessions = z.object({
  sessions: z.array(z.object({ id: z.string(), phase: z.string(), rehearsal: z.boolean() })),
});
const session = z.object({
  now: z.number(),
  watch: z.object({ checkIn: z.number(), dueAt: z.number() }).nullable(),
});
export type OpenSession = z.infer<typeof sessions>["sessions"][number];

/** One of the line's people, signed in to its console. Every method rejects, in words, when the line says no. */
export type Colleague = {
  readonly name: StaffName;
  comesOn(circle: Circle): Promise<void>;
  goesOff(): Promise<void>;
  /** The session they are in. */
  session(): Promise<string>;
  openSessions(): Promise<readonly OpenSession[]>;
  /** `dueInMs` until the check-in that is promised next. */
  watch(sessionId: string): Promise<{ checkIn: number; dueInMs: number }>;
  plans(sessionId: string, plan: Plan): Promise<void>;
  /** A click: the last part of its address, such as `using-now`. */
  clicks(sessionId: string, wish: string, body?: object): Promise<void>;
  /** Anything else of the console's API; its answer. */
  asks(method: "GET" | "POST", path: string, body?: object): Promise<unknown>;
};

/** Somebody of another organisation: they have a page of the console, and no shift. */
export type Outsider = Pick<Colleague, "asks">;

type Name = StaffName | typeof navigator.id;
type Calling = { readonly url: string; readonly cookie: string; readonly name: Name };

/** All of them, one after another. */
export async function signInAll(
  url: string,
  passwords: Passwords,
): Promise<Readonly<Record<StaffName, Colleague>>> {
  const one = async (name: StaffName) => colleague(await signIn(url, name, passwords), name);
  return {
    robin: await one("robin"),
    jo: await one("jo"),
    maude: await one("maude"),
    casey: await one("casey"),
    dana: await one("dana"),
    luc: await one("luc"),
  };
}

export async function signInOutsider(url: string, passwords: Passwords): Promise<Outsider> {
  const calling = await signIn(url, navigator.id, passwords);
  return { asks: (method, path, body) => send(calling, method, path, body) };
}

async function signIn(url: string, name: Name, passwords: Passwords): Promise<Calling> {
  const given = passwords[name];
  if (given === undefined) throw new Error(`there is no password for ${name}`);
  const response = await ask(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(given),
  });
  if (!response.ok) throw new Error(await saidNo(response, `${name} cannot sign in`));
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return { url, name, cookie: cookies.join("; ") };
}

function colleague(calling: Calling, name: StaffName): Colleague {
  return {
    name,
    async comesOn(circle) {
      await send(calling, "POST", "/api/shifts", { circle });
    },
    async goesOff() {
      await send(calling, "DELETE", "/api/shifts/current");
    },
    async session() {
      const { sessionId } = me.parse(await send(calling, "GET", "/api/me"));
      if (sessionId === null) throw new Error(`${name} is in no session`);
      return sessionId;
    },
    async openSessions() {
      return sessions.parse(await send(calling, "GET", "/api/sessions?open=true")).sessions;
    },
    async watch(sessionId) {
      const seen = session.parse(await send(calling, "GET", `/api/sessions/${sessionId}`));
      if (seen.watch === null) throw new Error("no check-in is promised in this session");
      return { checkIn: seen.watch.checkIn, dueInMs: seen.watch.dueAt - seen.now };
    },
    async plans(sessionId, plan) {
      await send(calling, "PUT", `/api/sessions/${sessionId}/plan`, plan);
    },
    async clicks(sessionId, wish, body = {}) {
      await send(calling, "POST", `/api/sessions/${sessionId}/${wish}`, body);
    },
    asks: (method, path, body) => send(calling, method, path, body),
  };
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

async function send(
  { url, cookie, name }: Calling,
  method: Method,
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await ask(`${url}${path}`, {
    method,
    headers: {
      Cookie: cookie,
      "Idempotency-Key": randomUUID(),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(await saidNo(response, `${name}: ${method} ${path}`));
  const text = await response.text();
  return text === "" ? null : JSON.parse(text);
}

async function ask(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (cause) {
    throw new LineAway(`The line does not answer any more at ${address}.`, { cause });
  }
}

async function saidNo(response: Response, doing: string): Promise<string> {
  return `${doing}: the line answers ${response.status} ${await response.text()}`;
}
