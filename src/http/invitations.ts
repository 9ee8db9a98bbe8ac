import type { Made } from "../adapters/postgres/invitations.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  acceptedAnswer,
  acceptWish,
  invitationParams,
  invitationsAnswer,
  invitedAnswer,
  inviteWish,
  staffParams,
} from "./contract-access.ts";
import { done, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";
import { mustGoTogether } from "./staff.ts";

const keep = { act: "keepStaff" } as const;

/** A supervisor makes a link and gives it to somebody; whoever opens it within three days chooses a password, once. */
export function invitationRoutes(app: ApiApp, parts: Console, publicUrl: string): void {
  const { invitations, line } = parts;
  const shown = (made: Made) => shownOnce(made, publicUrl);

  const list = { schema: { response: answers(invitationsAnswer) }, config: keep };
  app.get("/invitations", list, async () => {
    const now = line.clock.now();
    const all = await invitations.list(now);
    return { now, invitations: [...all] };
  });

  const invite = { headers: wishHeaders, body: inviteWish, response: answers(invitedAnswer) };
  app.post("/invitations", { schema: invite, config: keep }, async (request) => {
    mustGoTogether(request.body.roles);
    const asked = { by: staffOf(request).id, at: line.clock.now() };
    const made = await invitations.invite(request.body, asked);
    if (made === "taken") throw new Problem("emailTaken");
    return shown(made);
  });

  const reset = {
    params: staffParams,
    headers: wishHeaders,
    body: nothing,
    response: answers(invitedAnswer),
  };
  app.post("/staff/:id/reset", { schema: reset, config: keep }, async (request) => {
    const asked = { by: staffOf(request).id, at: line.clock.now() };
    const made = await invitations.reset(request.params.id, asked);
    if (made === null) throw new Problem("staffNotFound");
    return shown(made);
  });

  const withdraw = { params: invitationParams, response: answers(done) };
  app.delete("/invitations/:id", { schema: withdraw, config: keep }, async (request) => {
    const asked = { by: staffOf(request).id, at: line.clock.now() };
    await invitations.withdraw(request.params.id, asked);
    return { done: true } as const;
  });

  const accept = { headers: wishHeaders, body: acceptWish, response: answers(acceptedAnswer) };
  app.post("/invitations/accept", { schema: accept, config: { act: "open" } }, async (request) => {
    const { token, password } = request.body;
    const accepted = await invitations.accept(token, password, line.clock.now());
    if (accepted === null) throw new Problem("invitationOver");
    return accepted;
  });
}

/** What follows # never leaves the browser: it is in no log and no history of a proxy. */
export const shownOnce = ({ id, token, expiresAt }: Made, publicUrl: string) => ({
  id,
  url: `${publicUrl.replace(/\/+$/, "")}/console/invitation#${token}`,
  expiresAt,
});
