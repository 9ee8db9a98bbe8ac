import { isAtLeast, storyOf } from "../call-log/story.ts";
import type { Outcome, SessionKind } from "./plan.ts";
import type { Session } from "./session.ts";

/** What differs by the kind of a call (PRACTICE 3). A kind said in the middle of one changes these, and nothing that was. */
type KindRules = {
  /** Its plan comes first on the page: they may use. Of others it is asked for when they will. */
  readonly plansFirst: boolean;
  /** How it ended, until somebody says otherwise. */
  readonly outcome: Outcome;
  /** A number given before use is rung when the line drops. */
  readonly callsBack: boolean;
};

const use: KindRules = { plansFirst: true, outcome: "well", callsBack: true };
const noUse: KindRules = { plansFirst: false, outcome: "notAUseCall", callsBack: true };

const RULES: Readonly<Record<SessionKind, KindRules>> = {
  use,
  emergency: use,
  other: use,
  talk: noUse,
  mentalHealth: noUse,
  information: noUse,
  family: noUse,
  test: { ...noUse, callsBack: false },
  misuse: { plansFirst: false, outcome: "misuse", callsBack: false },
};

/** Who has said nothing may be about to use. */
export const rulesOf = (kind: SessionKind | null): KindRules => (kind === null ? use : RULES[kind]);

/** Once they have used with us, it was a use call, whatever it was called. */
export function outcomeOf(session: Session): Outcome {
  const used = session.doses.length > 0 || isAtLeast(storyOf(session).reached, "watching");
  return used ? "well" : rulesOf(session.kind).outcome;
}
