import type { SessionView } from "../../../http/contract.ts";
import { helpIsOut } from "./standing.ts";

/** Everything a responder marks with one press, in the order of the page. */
export const ACTS = [
  "heard",
  "using",
  "well",
  "drowsy",
  "dose",
  "away",
  "awayAnyway",
  "trusted",
  "goodbye",
  "quiet",
] as const;
export type Act = (typeof ACTS)[number];

type Moment = {
  readonly session: SessionView;
  /** They are on the line and watched over. */
  readonly watched: boolean;
  readonly out: boolean;
  /** Stepping away was refused a moment ago, for a dose. */
  readonly anyway: boolean;
};

/** When each would be granted: a button that is refused helps nobody. */
const MOMENTS: Readonly<Record<Act, (moment: Moment) => boolean>> = {
  heard: ({ session: { caller } }) => caller.pickedUp && caller.on !== "line",
  using: ({ session: { watch, help } }) => watch === null && help.state !== "arrived",
  well: ({ watched }) => watched,
  drowsy: ({ watched, out }) => watched && !out,
  dose: ({ watched }) => watched,
  away: (moment) => mayLeave(moment) && !moment.anyway,
  awayAnyway: (moment) => mayLeave(moment) && moment.anyway,
  trusted: mayComeNow,
  goodbye: ({ out }) => !out,
  quiet: ({ watched, out }) => watched && !out,
};

const mayLeave = ({ session: { watch }, watched, out }: Moment): boolean =>
  watched && !out && watch?.awayUsed === false;

/** "Trusted person, come now", without a desk (PRACTICE 11). */
function mayComeNow({ session: { sends, help, watch }, out }: Moment): boolean {
  const worrying = watch !== null && (watch.pace !== "steady" || watch.deadline === "quiet");
  const free = help.trusted === "none" || help.trusted === "cannot";
  return worrying && !out && sends.trustedPerson && free;
}

export function actsNow(session: SessionView, anyway: boolean): readonly Act[] {
  const watched = session.watch !== null && session.caller.on === "line";
  const moment = { session, watched, out: helpIsOut(session), anyway };
  return ACTS.filter((act) => MOMENTS[act](moment));
}
