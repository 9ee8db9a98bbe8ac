import { choices } from "./choices.ts";
import { denied } from "./denied.ts";
import { dispatch, dispatchFrench } from "./dispatch.ts";
import { dropped } from "./dropped.ts";
import { french } from "./french.ts";
import { kept } from "./kept.ts";
import { nobody } from "./nobody.ts";
import { ownPhone } from "./own-phone.ts";
import { redial } from "./redial.ts";
import { referral } from "./referral.ts";
import { responderLost } from "./responder-lost.ts";
import { review } from "./review.ts";
import { silent } from "./silent.ts";
import type { Play } from "./stage.ts";

/** Everything that can be rehearsed, in the order of `all`. */
export const plays: readonly Play[] = [
  kept,
  silent,
  dropped,
  redial,
  responderLost,
  nobody,
  ownPhone,
  french,
  dispatch,
  dispatchFrench,
  denied,
  referral,
  review,
  ...choices,
];
