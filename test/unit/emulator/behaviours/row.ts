import { expect, test } from "vitest";

/** One documented behaviour of the carrier, shown to be the emulator's too. */
export type Row = {
  /** Where it comes from: a path below twilio.com/docs/, an error's page, or a public test. */
  cite: string;
  what: string;
  run: () => Promise<void>;
};

/** One test for each row, named after its source. */
export function table(rows: readonly Row[]): void {
  for (const { cite, what, run } of rows) {
    test(`${what} [${cite}]`, async () => {
      expect(cite, "a row names its source").not.toBe("");
      await run();
    });
  }
}
