import { session as sessionSchema } from "../../src/http/contract.ts";

export type Person = { readonly id: string; readonly email: string; readonly password: string };

/** Something that happened, and its trace: a board that shows this language is up to date, and so is whoever saw this version. */
export type Happened = {
  readonly id: string;
  readonly at: number;
  readonly version: number;
  readonly language: "en" | "fr";
};

/** That a console knew a session as it is since some version, and when. */
export type Sight = { readonly version: number; readonly at: number };

/** A console as far as the line can tell: it follows the same stream and asks the same questions. */
export type Client = {
  readonly kind: "board" | "call";
  /** The call whose page is open. */
  readonly sessionId: string | null;
  readonly sights: ReadonlyMap<string, readonly Sight[]>;
  close(): void;
};

/** What a page asks for again by itself. */
const BACKSTOP_MS = 4_000;

/** Signs in. Throws when the line says no. */
export async function signIn(url: string, { email, password }: Person): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`${email} cannot sign in: ${answer.status}`);
  await answer.text();
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** A responder's page of one call, or with null a supervisor's board. */
export async function openClient(
  url: string,
  person: Person,
  sessionId: string | null,
): Promise<Client> {
  const headers = { cookie: await signIn(url, person) };
  const over = new AbortController();
  const { signal } = over;
  const sights = new Map<string, Sight[]>();
  const saw = (told: unknown): void => {
    const { id, version } = sessionSchema.parse(told);
    const known = sights.get(id) ?? [];
    known.push({ version, at: Date.now() });
    sights.set(id, known);
  };
  const read = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${url}/api${path}`, { headers, signal });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  };
  const look = (): Promise<unknown> =>
    Promise.all([
      read("/me"),
      sessionId === null ? read("/board") : read(`/sessions/${sessionId}`).then(saw),
    ]);
  const failed = (err: unknown): void => {
    if (!signal.aborted) process.stderr.write(`${person.id}: ${String(err)}\n`);
  };
  const looks = oneAtATime(look, failed);
  const heard = (event: string, data: string): void => {
    if (sessionId === null && event === "board") saw(JSON.parse(data));
    if (event === "changed" && sessionId !== null && data.includes(sessionId)) looks();
  };
  const stream = await fetch(`${url}/api/live`, { headers, signal });
  follow(stream, heard).catch(failed);
  await look();
  const backstop = setInterval(looks, BACKSTOP_MS);
  return {
    kind: sessionId === null ? "board" : "call",
    sessionId,
    sights,
    close() {
      clearInterval(backstop);
      over.abort();
    },
  };
}

/** Asked again while it is under way, it looks once more afterwards: what is on its way may be older. */
function oneAtATime(look: () => Promise<unknown>, failed: (err: unknown) => void): () => void {
  let running = false;
  let again = false;
  const begin = (): void => {
    again = running;
    if (running) return;
    running = true;
    look()
      .catch(failed)
      .finally(() => {
        running = false;
        if (again) begin();
      });
  };
  return begin;
}

/** Server-sent events, as an EventSource takes them apart. */
async function follow(
  { body, status }: Response,
  heard: (event: string, data: string) => void,
): Promise<void> {
  if (body === null || status !== 200) throw new Error(`The stream answered ${status}`);
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const [last = "", ...whole] = `${rest}${text}`.split("\n\n").toReversed();
    rest = last;
    for (const one of whole.toReversed()) {
      const event = /^event: (.*)$/m.exec(one)?.[1];
      const data = /^data: (.*)$/m.exec(one)?.[1];
      if (event !== undefined && data !== undefined) heard(event, data);
    }
  }
}
