import { v7 as uuid } from "uuid";
import { accepts, aPlan, callArrives, type signedIn, type apiOnPostgres } from "./api.ts";
import { call, pathsIn, sign } from "./carrier.ts";
import type { Dice } from "./dice.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
type SignedIn = Awaited<ReturnType<typeof signedIn>>;

/** Something the carrier really sent, with its signature. */
export type Webhook = {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly signature: string;
};

/** Something a console really asked, and that was done. */
export type Wished = {
  readonly method: "POST" | "PUT";
  readonly url: string;
  readonly payload: object;
  readonly key: string;
  readonly cookies: Readonly<Record<string, string>>;
};

export type Conversations = {
  readonly webhooks: readonly Webhook[];
  /** Signed as well, and overtaken by what was said after it: nobody has had these yet. */
  readonly late: readonly Webhook[];
  readonly wished: readonly Wished[];
  /** Sessions of nobody above: whatever is tried is tried on these. */
  readonly others: readonly string[];
};

const CALLERS = 12;
const STEPS = 12;

/** Callers who go where the line sends them, and say and press all sorts of things; a responder who answers some; and what they leave behind. */
export async function converse(api: Api, robin: SignedIn, dice: Dice): Promise<Conversations> {
  const webhooks: Webhook[] = [];
  const late: Webhook[] = [];
  const wished: Wished[] = [];
  const signed = (path: string, fields: Readonly<Record<string, string>>): Webhook => ({
    path,
    fields,
    signature: sign(path, fields, api.authToken),
  });
  const send = async (path: string, fields: Readonly<Record<string, string>>): Promise<string> => {
    const webhook = signed(path, fields);
    webhooks.push(webhook);
    const answer = await api.app.inject(requestOf(webhook));
    if (answer.statusCode >= 300) throw new Error(`${path} was answered ${answer.statusCode}`);
    return answer.body;
  };

  for (let n = 0; n < CALLERS; n += 1) {
    const fields = callerFields(n, dice);
    let heard = await send("/twilio/voice/incoming", fields);
    const { id } = await api.db.session.findFirstOrThrow({ orderBy: { openedAt: "desc" } });
    api.time.now += 1_000;
    if (n % 3 === 0) wished.push(...(await responds(api, robin, id)));
    for (let step = 0; step < STEPS; step += 1) {
      const next = pathsIn(heard).filter((path) => path.startsWith("/twilio/legs/"));
      if (next.length === 0) break;
      heard = await send(next[dice.between(0, next.length - 1)] ?? "", {
        ...fields,
        ...saidOrPressed(dice),
      });
    }
    const told = (CallStatus: string, SequenceNumber: string) => ({
      ...fields,
      CallStatus,
      SequenceNumber,
    });
    await send("/twilio/status/incoming", told("in-progress", "1"));
    await send("/twilio/messages/incoming", message(n, dice));
    if (n % 2 === 1) {
      await send("/twilio/status/incoming", told("completed", "4"));
      late.push(signed("/twilio/status/incoming", told("ringing", "0")));
      late.push(signed("/twilio/status/incoming", told("in-progress", "2")));
      late.push(signed("/twilio/status/incoming", told("no-answer", "3")));
    }
  }
  const others = [await callArrives(api.line), await callArrives(api.line)];
  return { webhooks, late, wished, others };
}

/** A request as it is injected. */
export const requestOf = ({ path, fields, signature }: Webhook) => ({
  method: "POST" as const,
  url: path,
  headers: { "content-type": FORM, "x-twilio-signature": signature },
  payload: new URLSearchParams(fields).toString(),
});

export const FORM = "application/x-www-form-urlencoded; charset=UTF-8";

function callerFields(n: number, dice: Dice): Readonly<Record<string, string>> {
  const number = `+155555501${String(20 + n)}`;
  const From = dice.chance(0.2) ? "anonymous" : number;
  return call({ CallSid: `CA${uuid().replaceAll("-", "")}`, From, CallerName: "Zoé & co" });
}

function saidOrPressed(dice: Dice): Readonly<Record<string, string>> {
  switch (dice.between(0, 3)) {
    case 0:
      return { Digits: dice.pick(["0", "1", "2", "3", "5", "7", "8", "*", "#", "12345678", "99"]) };
    case 1:
      return { SpeechResult: dice.pick(["yes", "I am fine", "oui", "help me", "blah", "…"]) };
    case 2:
      return { RecordingSid: `RE${uuid().replaceAll("-", "")}`, RecordingDuration: "4" };
    default:
      return {};
  }
}

const message = (n: number, dice: Dice) => ({
  MessageSid: `SM${uuid().replaceAll("-", "")}`,
  From: `+155555501${String(20 + n)}`,
  Body: dice.pick(["1", "hello", "STOP", "help"]),
});

/** Robin takes the call, writes the place down and keeps watch: each wish that was granted. */
async function responds(api: Api, robin: SignedIn, id: string): Promise<readonly Wished[]> {
  await api.db.$executeRaw`TRUNCATE claims`;
  await accepts(api.line, id, "robin");
  const at = `/api/sessions/${id}`;
  const wishes = [
    ["PUT", `${at}/plan`, aPlan],
    ["POST", `${at}/using-now`, {}],
    ["POST", `${at}/check-ins/1`, { mark: "well" }],
    ["POST", `${at}/check-ins/2`, { mark: "drowsy" }],
    ["POST", `${at}/doses`, { substance: "unknown", route: "unknown" }],
    ["POST", `${at}/concerns`, { concern: "violence" }],
    ["POST", `${at}/cover`, {}],
    ["POST", "/api/shifts", { circle: "line" }],
    ["POST", "/api/me/break", {}],
    ["POST", "/api/me/back", {}],
  ] as const;
  const granted: Wished[] = [];
  for (const [method, url, payload] of wishes) {
    const key = uuid();
    const headers = { "idempotency-key": key };
    const { status } = await robin.raw(method, url, { headers, payload });
    if (status === 200) granted.push({ method, url, payload, key, cookies: robin.cookies });
  }
  return granted;
}
