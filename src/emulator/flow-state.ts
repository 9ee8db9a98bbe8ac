import type { Call } from "./call.ts";
import type { Exchange } from "./exchange.ts";
import type { FlowOptions, Running } from "./leg.ts";
import type { XmlElement } from "./twiml/xml.ts";

export type FlowState = {
  readonly exchange: Exchange;
  readonly call: Call;
  readonly options: FlowOptions;
  verbs: readonly XmlElement[];
  index: number;
  base: string | null;
  running: Running | null;
  /** Counts documents: an answer for an earlier one is too late. */
  turn: number;
  inFallback: boolean;
  cancelPending: () => void;
};
