import { broken, look, ok, reasonOf, type Finding } from "./finding.ts";
import { FORM, HARMLESS, letIn, send, turnedAway, type Answer } from "./probe.ts";
import { whatChanged } from "./rewritten.ts";

export type WebhookAsked = {
  readonly publicUrl: string;
  /** Where the web server listens, for somebody on this machine. */
  readonly localUrl: string;
  readonly token: string;
  readonly previousToken: string | null;
};

const SLOW_MS = 1_000;

/** Sends the line a signed webhook by the way Twilio takes, and says what becomes of it on that way. */
export async function webhookFindings(asked: WebhookAsked): Promise<readonly Finding[]> {
  const { publicUrl, token } = asked;
  const url = `${publicUrl.replace(/\/+$/, "")}${HARMLESS}`;
  let answer: Answer;
  try {
    answer = await send({ url, signedUrl: url, signedForm: FORM, token });
  } catch (err) {
    return [unreachable(publicUrl, reasonOf(err))];
  }
  if (letIn(answer)) return [arrived(await quicker(answer, asked, url))];
  if (turnedAway(answer)) return [await whatChanged(asked, url)];
  if (answer.location !== null) return [redirected(url, answer.location)];
  return [otherwise(answer, await directly(asked, url))];
}

const unreachable = (publicUrl: string, reason: string): Finding =>
  broken("publicUrlUnreachable", `${publicUrl} does not answer: ${reason}`, {
    means:
      "Twilio cannot reach the line: callers are sent to FALLBACK_URL. (Reached from outside alone? Then run this outside.)",
    mend: "Is the line running, its name in the DNS, its certificate valid? curl -v PUBLIC_URL/health/live",
  });

/** The first request also opens the connection, and may be slow for that alone. */
async function quicker(first: Answer, { token }: WebhookAsked, url: string): Promise<Answer> {
  if (first.tookMs < SLOW_MS) return first;
  const second = await send({ url, signedUrl: url, signedForm: FORM, token });
  return second.tookMs < first.tookMs ? second : first;
}

function arrived({ tookMs }: Answer): Finding {
  const ms = Math.round(tookMs);
  if (ms < SLOW_MS) return ok("webhook", `A signed webhook arrives unchanged, in ${ms} ms.`);
  return look("webhookSlow", `A signed webhook took ${ms} ms.`, {
    means: "Every key a caller presses waits that long; at 4 s Twilio asks again.",
    mend: "Look for what is slow: the machine's load, the proxy, the way between them.",
  });
}

/** Twilio follows, but what follows is another request than the one that was signed. */
function redirected(url: string, location: string): Finding {
  const to = new URL(location, url);
  const from = new URL(url);
  const [name, what] =
    to.host !== from.host
      ? (["hostRewritten", `to the host ${to.host}`] as const)
      : to.protocol !== from.protocol
        ? (["schemeRewritten", `to ${to.protocol}//`] as const)
        : (["pathRewritten", `to ${to.pathname}`] as const);
  return broken(name, `PUBLIC_URL redirects webhooks ${what}.`, {
    means: "The form is lost on the way, and the signature does not fit: no call is answered.",
    mend: "Set PUBLIC_URL to the address that does not redirect, or switch the redirect off below /twilio/.",
  });
}

/** Whether the line itself, asked without what stands before it, lets it in. Null: it cannot be asked from here. */
async function directly({ localUrl, token }: WebhookAsked, url: string): Promise<boolean | null> {
  try {
    return letIn(
      await send({ url: `${localUrl}${HARMLESS}`, signedUrl: url, signedForm: FORM, token }),
    );
  } catch {
    return null; // it may well listen on another machine
  }
}

function otherwise({ code, type, body }: Answer, direct: boolean | null): Finding {
  const between =
    direct === true
      ? " The line itself, asked directly, lets it in: something before it does this."
      : "";
  if (code === 403 || code === 401 || code === 406) {
    return broken(
      "blockedOnTheWay",
      `Something before the line refuses webhooks (${code}).${between}`,
      {
        means: "No call is answered by us.",
        mend: "Let POST /twilio/ pass unchanged: no firewall rules, no sign-in, no bot check.",
      },
    );
  }
  if (code === 404 || code === 405) {
    return broken(
      "pathRewritten",
      `Webhooks arrive at an address the line does not know (${code}).${between}`,
      {
        means: "A proxy changes the path, or PUBLIC_URL leads somewhere else: no call is answered.",
        mend: "Have the proxy hand on the path as it came: no prefix, no slash added, nothing decoded.",
      },
    );
  }
  if (code >= 500) {
    return broken("lineFailing", `PUBLIC_URL answers with ${code}.${between}`, {
      means:
        "The proxy does not reach the line, or the line fails: callers are sent to FALLBACK_URL.",
      mend: "Look at the proxy's log, and at GET /health/ready.",
    });
  }
  return broken(
    "publicUrlElsewhere",
    `Something else answers at PUBLIC_URL (${code}, ${type || "no type"}, ${body.length} letters).${between}`,
    {
      means: "Twilio asks it what callers hear.",
      mend: "Correct PUBLIC_URL, or what its name points at.",
    },
  );
}
