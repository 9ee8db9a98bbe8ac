import { broken, type Finding } from "./finding.ts";
import { FORM, letIn, send, type Form, type Probe } from "./probe.ts";

type Asked = {
  readonly publicUrl: string;
  readonly localUrl: string;
  readonly token: string;
  readonly previousToken: string | null;
};

/** What the line may have seen instead of what was sent. */
type Guess = {
  readonly finding: Finding;
  readonly signedUrl?: string;
  readonly signedForm?: Form;
  readonly token?: string;
};

/**
 * A webhook that we signed was turned away. The line tells nobody what it saw, so each thing that could have become of it on the way is
 * signed for in turn: the signature that fits tells which it was.
 */
export async function whatChanged(asked: Asked, url: string): Promise<Finding> {
  for (const { finding, ...guess } of guesses(asked, url)) {
    const probe: Probe = { url, signedUrl: url, signedForm: FORM, token: asked.token, ...guess };
    if (letIn(await send(probe))) return finding;
  }
  return refused;
}

const refused = broken(
  "signatureRefused",
  "The line at PUBLIC_URL refuses what these settings sign.",
  {
    means: "If it refuses Twilio too, no call is answered by us.",
    mend: "Restart every api with these very settings (TWILIO_AUTH_TOKEN, PUBLIC_URL), and run this again.",
  },
);

function guesses(asked: Asked, url: string): readonly Guess[] {
  return [...tokens(asked), ...bases(asked, url), ...paths(url), ...forms()];
}

function tokens({ previousToken }: Asked): readonly Guess[] {
  if (previousToken === null) return [];
  const finding = broken(
    "lineHasOldToken",
    "The running line still takes the previous token alone.",
    {
      means: "Once Twilio signs with the new one, no call is answered.",
      mend: "Restart every api.",
    },
  );
  return [{ finding, token: previousToken }];
}

/** The line holds signatures against its own PUBLIC_URL, whatever a proxy says of host and scheme. */
function bases({ publicUrl, localUrl }: Asked, url: string): readonly Guess[] {
  const base = publicUrl.replace(/\/+$/, "");
  const under = (other: string) => other + url.slice(base.length);
  const scheme = base.startsWith("https:")
    ? base.replace("https:", "http:")
    : base.replace("http:", "https:");
  const www = base.includes("//www.") ? base.replace("//www.", "//") : base.replace("//", "//www.");
  return [
    { signedUrl: under(scheme), finding: otherBase("schemeRewritten", scheme, publicUrl) },
    { signedUrl: under(www), finding: otherBase("hostRewritten", www, publicUrl) },
    { signedUrl: under(localUrl), finding: otherBase("hostRewritten", localUrl, publicUrl) },
  ];
}

const otherBase = (name: string, theirs: string, ours: string): Finding =>
  broken(name, `The running line believes that its address is ${theirs}, not ${ours}.`, {
    means: "It turns away every webhook that Twilio sends to the other address.",
    mend: "Start every api with the PUBLIC_URL that Twilio uses: scheme, host and port.",
  });

function paths(url: string): readonly Guess[] {
  const { origin, pathname, search } = new URL(url);
  const query = search.slice(1).split("&");
  const guess = (how: string, path: string, found: string): Guess => ({
    signedUrl: origin + path + found,
    finding: broken("pathRewritten", `Something before the line ${how}.`, {
      means: "The signature does not fit any more: no call is answered by us.",
      mend: "Have the proxy hand on path and query as they came: nothing decoded, added or sorted.",
    }),
  });
  return [
    guess("decodes the path (%3A becomes a colon)", decodeURIComponent(pathname), search),
    guess("writes the path's %3A in small letters", pathname.replaceAll("%3A", "%3a"), search),
    guess("encodes the path twice (%3A becomes %253A)", pathname.replaceAll("%", "%25"), search),
    guess("adds a slash to the path", `${pathname}/`, search),
    guess("doubles the slash before the path", `/${pathname}`, search),
    guess("takes the query away", pathname, ""),
    guess("sorts the query anew", pathname, `?${query.toReversed().join("&")}`),
  ];
}

function forms(): readonly Guess[] {
  const guess = (how: string, signedForm: Form): Guess => ({
    signedForm,
    finding: broken("formRewritten", `Something before the line ${how}.`, {
      means: "The signature does not fit any more: no call is answered by us.",
      mend: "Have the proxy, or its firewall, hand on the body as it came.",
    }),
  });
  const entries = Object.entries(FORM);
  const filled = entries.filter(([, value]) => value !== "");
  const trimmed = entries.map(([name, value]) => [name, value.trim()]);
  const tokenless = entries.filter(([name]) => name !== "CallToken");
  return [
    guess("drops what is empty in the form", Object.fromEntries(filled)),
    guess("trims what is in the form", Object.fromEntries(trimmed)),
    guess("drops what looks like a token from the form", Object.fromEntries(tokenless)),
    guess("drops the form", {}),
  ];
}
