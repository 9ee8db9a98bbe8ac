import { FELT } from "../../../domain/after/felt.ts";

/** The line tells 1 to 5, and nothing else. */
export const feltWord = (of: "difficulty" | "energy", value: number) =>
  `felt.${of}.${FELT.find((one) => one === value) ?? 1}` as const;
