import twilio from "twilio";

/** A request as Twilio would send it, to be followed through whatever stands before the line. */
export type Probe = {
  /** Where it is sent. */
  readonly url: string;
  /** The address it is signed for, and the form: they differ from what is sent only to find out what the line sees. */
  readonly signedUrl: string;
  readonly signedForm: Form;
  readonly token: string;
};

export type Form = Readonly<Record<string, string>>;

export type Answer = {
  readonly code: number;
  readonly type: string;
  readonly location: string | null;
  readonly body: string;
  readonly tookMs: number;
};

/**
 * A route that needs the signature, and does nothing for a call it does not know (http/staff-calls.ts). What proxies like to change
 * is in it: a colon written as %3A, as in a leg's address, and a query of several keys.
 */
export const HARMLESS = "/twilio/asked/doctor/a%3Ab?ask=1&turn=2";

/** An empty value, signs that mean something in a form, letters beyond ASCII, and a token as carriers add it. It names no account: refused, it pages nobody. */
export const FORM: Form = {
  CallStatus: "in-progress",
  CallToken: '{"parentCallInfoToken":"a.b.c"}',
  CallerName: "É & co + 1",
  FromCity: " MONTRÉAL ",
  FromZip: "",
};

const WITHIN_MS = 5_000;

/** Throws where nobody answers. Redirects are not followed: a form that is redirected arrives empty. */
export async function send({ url, signedUrl, signedForm, token }: Probe): Promise<Answer> {
  const beganAt = performance.now();
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    signal: AbortSignal.timeout(WITHIN_MS),
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      "user-agent": "TwilioProxy/1.1",
      "x-twilio-signature": twilio.getExpectedTwilioSignature(token, signedUrl, { ...signedForm }),
    },
    body: new URLSearchParams(FORM),
  });
  return {
    code: answer.status,
    type: answer.headers.get("content-type") ?? "",
    location: answer.headers.get("location"),
    body: await answer.text(),
    tookMs: performance.now() - beganAt,
  };
}

/** Let in by the line, and answered as the line answers that route. */
export const letIn = ({ code, type, body }: Answer): boolean =>
  code === 200 && type.includes("xml") && /<Hangup\s*\/>/.test(body);

/** The line's own refusal has no body; what stands before it likes to explain itself. */
export const turnedAway = ({ code, body }: Answer): boolean => code === 403 && body === "";
