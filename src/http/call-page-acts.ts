import { z } from "zod";
import { REASONS_TO_OPEN } from "../domain/audit.ts";
import { theirGoodbye } from "../domain/session/star-menu.ts";
import type { PageWord } from "../domain/words/page.ts";
import { askWord } from "../domain/session/asks.ts";
import { handle } from "../engine/handle.ts";
import type { Opened } from "./call-page-access.ts";
import type { PageAct } from "./call-page-html.ts";
import type { Console } from "./console.ts";
import { Problem } from "./problems.ts";
import { grantTo, type Wish } from "./wish.ts";

/** What a form of the page brings. */
export const pressing = z.object({
  wish: z.string().regex(/^[\w-]{1,80}$/),
  checkIn: z.coerce.number().int().min(1).optional(),
  sure: z.literal("yes").optional(),
  because: z.enum(REASONS_TO_OPEN).optional(),
});

type Pressed = {
  readonly act: Exclude<PageAct, "place">;
  readonly pressed: z.infer<typeof pressing>;
};

/** Does what was pressed, once however often it was, and returns what to say of it. */
export async function doOnPage(
  parts: Console,
  opened: Opened,
  { act, pressed }: Pressed,
): Promise<PageWord> {
  const { staff, session } = opened;
  // All buttons of a page as it was shown have one wish: pressed before the page is there anew, each is its own.
  const inputId = `page:${staff.id}:${act}:${pressed.wish}`;
  if (act === "supervisor") {
    await callSupervisor(parts, opened, inputId);
    return "done";
  }
  const wish = wishOf(act, opened, pressed.checkIn ?? 0);
  try {
    await grantTo(parts, { staff, inputId }, { sessionId: session.id, wish });
    return "done";
  } catch (err) {
    if (err instanceof Problem) return refusal(err);
    throw err;
  }
}

/** As star 0 does. */
async function callSupervisor(
  { line }: Console,
  { session, legId, staff }: Opened,
  id: string,
): Promise<void> {
  const ask = askWord({ ask: "star", checkIn: 0 });
  const key = { kind: "keyPressed", role: "responder", ask, digits: "0" } as const;
  const at = line.clock.now();
  await handle(line, session.id, { ...key, legId, party: staff.id, id, at });
}

function wishOf(
  act: Exclude<Pressed["act"], "supervisor">,
  { session, staff }: Opened,
  checkIn: number,
): Wish {
  switch (act) {
    case "fine":
      return { kind: "confirmed", checkIn, mark: "well" };
    case "drowsy":
      return { kind: "confirmed", checkIn, mark: "drowsy" };
    case "quiet":
      return { kind: "goneQuietMarked" };
    case "using":
      return { kind: "watchStarted" };
    case "dose":
      return { kind: "doseMarked", substance: "unknown", route: "unknown" };
    case "away":
    case "awayAnyway":
      return { kind: "awayMarked", soonAfterDose: act === "awayAnyway" };
    case "heard":
      return { kind: "callerHeard" };
    case "askPlace":
      return { kind: "placeAsked" };
    case "goodbye":
      return theirGoodbye(session, staff.id);
    case "help":
      return { kind: "helpSent", reason: "stoppedAnswering" };
    case "sending":
      return { kind: "deskTook", deskId: null };
    case "arrived":
      return { kind: "helpArrived", heardFrom: "crew" };
    case "cover":
      return { kind: "coverAsked" };
  }
}

function refusal({ code }: Problem): PageWord {
  if (code === "checkInMoved") return "moved";
  return code === "soonAfterDose" ? "awayAnyway" : "notNow";
}
