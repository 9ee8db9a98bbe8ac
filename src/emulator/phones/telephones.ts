import { randomUUID } from "node:crypto";
import { hangUpStatus, endCall } from "../ending.ts";
import { isEmergencyNumber } from "../emergency.ts";
import { later, type Exchange } from "../exchange.ts";
import { handsetAt, handsetId } from "../handsets.ts";
import { nothing } from "../nothing.ts";
import type { Heard, ProblemCode, Signal, TelephoneState } from "../phone/contract.ts";
import { callInHand } from "./calls.ts";

/** What is sent to a page, as it happens. */
export type Page = {
  state(state: TelephoneState): void;
  heard(heard: Heard): void;
  signal(signal: Signal): void;
  /** Nothing more will come: the telephone is in another hand, or put away. */
  close(why: "elsewhere" | "gone"): void;
};

/** A telephone that somebody has open in a browser. */
export type Telephone = {
  readonly id: string;
  readonly address: string;
  readonly withheld: boolean;
  readonly openedAt: number;
  /** The page that has it; null while it loads anew. */
  page: Page | null;
  /** Pages that had it so far. */
  pages: number;
  /** The state its page was told last, to tell it only news. */
  told: string;
  cancelLoss: () => void;
};

export type Telephones = { readonly exchange: Exchange; readonly byId: Map<string, Telephone> };

export class TelephoneProblem extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A page that does not come back for this long has lost its telephone, and the call on it. */
const LOST_AFTER_MS = 10_000;
const ADDRESS = /^(?:\+[1-9]\d{6,14}|client:[\w.@+-]{1,121})$/;

export type Opening = { address: string; withheld: boolean; takeOver: boolean };

/** Takes a telephone in hand. It rings here from now on, whatever its script says. */
export function openTelephone({ exchange, byId }: Telephones, opening: Opening): Telephone {
  const address = handsetId(opening.address);
  if (isEmergencyNumber(address)) {
    throw new TelephoneProblem("emergency", `nobody can be ${address} here`);
  }
  if (!ADDRESS.test(address)) {
    throw new TelephoneProblem("notAnAddress", `${address} is neither +1… nor client:name`);
  }
  const elsewhere = [...byId.values()].find((other) => other.address === address);
  if (elsewhere && !opening.takeOver) {
    throw new TelephoneProblem("openElsewhere", `${address} is open in another tab`);
  }
  if (elsewhere) {
    forget(byId, elsewhere, "elsewhere");
  }
  const telephone: Telephone = {
    id: randomUUID(),
    address,
    withheld: opening.withheld,
    openedAt: exchange.clock.now(),
    page: null,
    pages: 0,
    told: "",
    cancelLoss: nothing,
  };
  byId.set(telephone.id, telephone);
  const handset = handsetAt(exchange, address);
  handset.pluggedIn = true;
  handset.inHand = true;
  loseUnlessBack({ exchange, byId }, telephone);
  return telephone;
}

/** The telephone with this id; throws when nobody has it any more. */
export function telephoneWith({ byId }: Telephones, id: string): Telephone {
  const telephone = byId.get(id);
  if (!telephone) throw new TelephoneProblem("gone", "this telephone is not open any more");
  return telephone;
}

/** A page shows this telephone now; the one before it, if any, does not any more. */
export function attach(telephone: Telephone, page: Page): void {
  telephone.page?.close("elsewhere");
  telephone.cancelLoss();
  telephone.page = page;
  telephone.pages += 1;
  telephone.told = "";
}

export function detach(telephones: Telephones, telephone: Telephone, page: Page): void {
  if (telephone.page !== page) return;
  telephone.page = null;
  loseUnlessBack(telephones, telephone);
}

/** Nobody has it in hand any more: its call ends, and it behaves by its script again. */
export function putAway(
  { exchange, byId }: Telephones,
  telephone: Telephone,
  by: "person" | "dropped",
): void {
  forget(byId, telephone, "gone");
  handsetAt(exchange, telephone.address).inHand = false;
  const call = callInHand(exchange, telephone.address);
  if (call) endCall(exchange, call, { status: hangUpStatus(call), by });
}

function loseUnlessBack(telephones: Telephones, telephone: Telephone): void {
  telephone.cancelLoss();
  telephone.cancelLoss = later(telephones.exchange, LOST_AFTER_MS, () =>
    putAway(telephones, telephone, "dropped"),
  );
}

function forget(byId: Telephones["byId"], telephone: Telephone, why: "elsewhere" | "gone"): void {
  byId.delete(telephone.id);
  telephone.cancelLoss();
  telephone.page?.close(why);
  telephone.page = null;
}
