/** The cookies of each call, as Twilio keeps them while it lasts: sent back to the host that set them. */
export type Cookies = {
  /** The `Cookie` header for a request; null when there is none to send. */
  header(callSid: string, url: string): string | null;
  /** Takes what an answer's `Set-Cookie` headers say. */
  take(callSid: string, url: string, setCookie: readonly string[]): void;
};

export function createCookies(now: () => number): Cookies {
  const jars = new Map<string, Map<string, string>>();
  return {
    header(callSid, url) {
      const jar = jars.get(jarOf(callSid, url));
      if (!jar || jar.size === 0) return null;
      return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    },
    take(callSid, url, setCookie) {
      if (setCookie.length === 0) return;
      const key = jarOf(callSid, url);
      const jar = jars.get(key) ?? new Map<string, string>();
      jars.set(key, jar);
      for (const line of setCookie) {
        const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
        const at = pair.indexOf("=");
        if (at < 1) continue;
        const name = pair.slice(0, at);
        if (isGone(attributes, now())) jar.delete(name);
        else jar.set(name, pair.slice(at + 1));
      }
    },
  };
}

function jarOf(callSid: string, url: string): string {
  return `${callSid} ${new URL(url).hostname}`;
}

function isGone(attributes: readonly string[], now: number): boolean {
  return attributes.some((attribute) => {
    const [name = "", value = ""] = attribute.split(/=(.*)/s);
    if (name.toLowerCase() === "max-age") return Number(value) <= 0;
    return name.toLowerCase() === "expires" && Date.parse(value) <= now;
  });
}
