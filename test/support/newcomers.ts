import { PASSWORD, type apiOnPostgres, type signedIn } from "./api.ts";

type Of = {
  readonly api: () => Awaited<ReturnType<typeof apiOnPostgres>>;
  readonly dana: () => Awaited<ReturnType<typeof signedIn>>;
};

export const tokenIn = (url: unknown): string => String(url).split("#")[1] ?? "";

/** People who come in by a supervisor's link, in browsers of their own. */
export function newcomers({ api, dana }: Of) {
  let count = 0;

  const person = (roles: readonly string[]) => ({
    email: `new${(count += 1)}@rehearsal.example`,
    name: "Noor",
    roles,
    languages: ["en"],
  });

  const accept = (token: string, password = PASSWORD) =>
    dana().raw("POST", "/api/invitations/accept", {
      headers: { "idempotency-key": "k" },
      payload: { token, password },
      cookies: {},
    });

  /** Somebody who came by invitation, as far as a password. */
  async function invited(roles: readonly string[]) {
    const who = person(roles);
    const made = await dana().post("/api/invitations", who);
    const { body } = await accept(tokenIn(made.body["url"]));
    return { ...who, id: String(body["staffId"]) };
  }

  /** A browser of its own, which keeps what cookies it is given. */
  function browser() {
    const cookies: Record<string, string> = {};
    const headers = { "x-forwarded-for": `10.9.0.${(count += 1)}` };
    const ask = async (method: "GET" | "POST", url: string, payload?: object) => {
      const asked = { method, url, cookies, headers };
      const answer = await api().app.inject({ ...asked, ...(payload && { payload }) });
      for (const { name, value } of answer.cookies) cookies[name] = value;
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
    };
    return {
      get: (url: string) => ask("GET", url),
      post: (url: string, payload: object = {}) => ask("POST", url, payload),
      signIn: (email: string, password = PASSWORD) =>
        ask("POST", "/api/auth/sign-in/email", { email, password }),
    };
  }

  const lastOf = (about: string) =>
    api().db.auditRecord.findFirst({ where: { about }, orderBy: { seq: "desc" } });

  return { person, accept, invited, browser, lastOf };
}
