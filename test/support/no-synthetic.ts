import type { SyntheticCalls } from "../../src/engine/ports-synthetic.ts";

/** A line that never calls itself. */
export const noSynthetic: SyntheticCalls = {
  everyMs: null,
  numbers: [],
  busy: async () => false,
  nextNumber: async () => null,
  open: async () => false,
  newCode: () => "",
  byId: async () => null,
  expected: async () => false,
  take: async () => false,
  end: async () => false,
  ring: async () => undefined,
};
