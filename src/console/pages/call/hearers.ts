import type { SessionView } from "../../../http/contract.ts";

/** Whoever hears the caller now, ours and others. Always shown (PRACTICE 33). */
export type Hearer =
  | { readonly kind: "you" | "trusted" | "there" | "third" | "nobody" }
  | { readonly kind: Ours; readonly staffId: string }
  | { readonly kind: "desk"; readonly deskId: string };
type Ours = "responder" | "speaker" | SessionView["listeners"][number]["how"];

export function hearersOf(session: SessionView, meId: string): readonly Hearer[] {
  if (session.caller.on !== "line") return [];
  const ours = oursOn(session).map(({ kind, staffId }): Hearer =>
    staffId === meId ? { kind: "you" } : { kind, staffId },
  );
  const others = othersOn(session);
  return ours.length + others.length === 0 ? [{ kind: "nobody" }] : [...ours, ...others];
}

/** The line itself speaks with them just now, or they press keys alone: being on the call is not being heard. */
export function isApart({ keysOnly, watch }: SessionView): "keysOnly" | "lineAsks" | null {
  if (keysOnly) return "keysOnly";
  return watch?.step.startsWith("ask") === true ? "lineAsks" : null;
}

type OneOfOurs = { readonly kind: Ours; readonly staffId: string };

function oursOn({ company, help, listeners }: SessionView): readonly OneOfOurs[] {
  const responder = company.state === "with" ? company.responderId : null;
  const speaker = help.speaker?.state === "up" ? help.speaker.staffId : null;
  return [
    ...(responder === null ? [] : [{ kind: "responder", staffId: responder } as const]),
    ...(speaker === null || speaker === responder
      ? []
      : [{ kind: "speaker", staffId: speaker } as const]),
    ...listeners
      .filter(({ isIn }) => isIn)
      .map(({ how, staffId }) => ({ kind: how, staffId }) as const),
  ];
}

/** A desk hears them once a person of ours is up; until then it hears the recording. */
function othersOn({ help, transfer }: SessionView): readonly Hearer[] {
  const put = help.speaker?.state === "up";
  const desks = help.desks.filter(({ state, machine }) => put && state === "answered" && !machine);
  return [
    ...desks.map(({ deskId }) => ({ kind: "desk", deskId }) as const),
    ...(help.trusted === "talk" ? [{ kind: "trusted" } as const] : []),
    ...(transfer?.state === "joined" || transfer?.state === "theirs"
      ? [{ kind: "third" } as const]
      : []),
    ...(help.someoneThere ? [{ kind: "there" } as const] : []),
  ];
}
