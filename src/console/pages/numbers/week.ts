import type { MeasuresShown } from "../../../http/contract-measures.ts";

/** The week that is shown, for whatever shows a part of it. */
export type Week = {
  readonly shown: MeasuresShown;
  /** Whether this person may look at the calls behind a number. */
  readonly seesCalls: boolean;
};

export type Total = NonNullable<MeasuresShown["total"]>;
