import { randomUUID } from "node:crypto";

import { z } from "zod";

import { session as sessionView, type SessionView } from "../../src/http/contract.ts";

/** One of the line's people in front of the console, signed in. Clicks are made once and given up after 3 s, as the console does. */
export type Seat = {
  readonly id: string;
  /** Null where they may not see it, or nothing answers. */
  session(sessionId: string): Promise<SessionView | null>;
  openSessions(): Promise<readonly { id: string; phase: string }[]>;
  /** Rejects when it was not done, or nobody knows. */
  clicks(path: string, body?: object, method?: "POST" | "PUT"): Promise<void>;
};

const CLICK_MS = 3_000;
const list = z.object({
  sessions: z.array(z.object({ id: z.string(), phase: z.string() })),
  next: z.string().nullable(),
});

/** Signs in. Throws when the line says no. */
export async function takeSeat(
  url: string,
  id: string,
  { email, password }: { email: string; password: string },
): Promise<Seat> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`${id} cannot sign in: ${response.status}`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const cookie = cookies.join("; ");
  const read = async (path: string): Promise<unknown> => {
    const signal = AbortSignal.timeout(CLICK_MS);
    const answer = await fetch(`${url}/api${path}`, { headers: { cookie }, signal });
    if (!answer.ok) throw new NotDone(`${id}: ${path}: ${answer.status}`, answer.status);
    return answer.json();
  };
  return {
    id,
    session: (sessionId) =>
      read(`/sessions/${sessionId}`).then(
        (view) => sessionView.parse(view),
        () => null,
      ),
    openSessions: async () => list.parse(await read("/sessions?open=true&limit=200")).sessions,
    async clicks(path, body, method = "POST") {
      const answer = await fetch(`${url}/api${path}`, {
        method,
        signal: AbortSignal.timeout(CLICK_MS),
        headers: {
          cookie,
          "Idempotency-Key": randomUUID(),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new NotDone(`${id}: ${path}: ${answer.status} ${text}`, answer.status);
    },
  };
}

/** The line said no, or could not. */
export class NotDone extends Error {
  override name = "NotDone";
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}
