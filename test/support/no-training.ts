import type { TrainingPort } from "../../src/engine/ports-training.ts";

/** A line whose people know all they need, and never practise. */
export const noTraining: TrainingPort = {
  look: async () => [],
  ending: async () => null,
  stillDue: async () => false,
  practice: {
    number: null,
    ask: async () => null,
    byId: async () => null,
    isOne: async () => false,
    arriving: async () => false,
    end: async () => false,
    ring: async () => undefined,
  },
};
