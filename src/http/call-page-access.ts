import type { SessionPage } from "../adapters/postgres/session-pages.ts";
import type { Language } from "../domain/language.ts";
import type { Staff } from "../domain/permissions.ts";
import type { Session } from "../domain/session/session.ts";
import type { Console } from "./console.ts";

/** A page in the browser it belongs to, of a call that goes on. */
export type Opened = {
  readonly token: string;
  readonly legId: string;
  readonly session: Session;
  readonly staff: Staff;
  readonly language: Language;
};

export type Page =
  | { readonly state: "none" }
  /** Nobody has opened it. */
  | { readonly state: "fresh"; readonly language: Language }
  | { readonly state: "over"; readonly language: Language }
  | ({ readonly state: "open" } & Omit<Opened, "token">);

/** What this browser may see behind this address. The page lives as long as their call in the session does, or is being looked for. */
export async function resolvePage(
  parts: Console,
  token: string,
  secret: string | null,
): Promise<Page> {
  const { callPages, line } = parts;
  const page = await callPages.find(token);
  if (page === null) return { state: "none" };
  const session = await line.store.load(page.sessionId);
  const member = await line.roster.member(page.staffId);
  if (session === null || member === null) return { state: "none" };
  const language = member.languages[0] ?? session.language;
  const alive = isTheirs(session, page);
  if (!page.opened) return alive ? { state: "fresh", language } : { state: "none" };
  if (secret === null || !(await callPages.isBrowser(token, secret))) return { state: "none" };
  if (!alive) return { state: "over", language };
  const { staffId: id, legId } = page;
  // Whatever else they are, on this page they are the session's responder and no more.
  return { state: "open", session, legId, language, staff: { id, roles: ["responder"] } };
}

/** With the line lost and nobody in their place they may still know what nobody else does. */
function isTheirs({ closed, company }: Session, { staffId, legId }: SessionPage): boolean {
  if (closed !== null) return false;
  if (company.state === "lost") return company.last === staffId;
  return company.responder?.legId === legId;
}
