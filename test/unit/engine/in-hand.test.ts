import { expect, test } from "vitest";

import { onceInHand } from "../../../src/engine/in-hand.ts";
import type { Line } from "../../../src/engine/ports.ts";

test("a duty found again while it is being done is not begun again, and is once it is over", async () => {
  const begun: string[] = [];
  let over = (): void => undefined;
  const doOne = onceInHand((_line: Line, _holder: string, dutyId: string) => {
    begun.push(dutyId);
    return new Promise<void>((resolve) => {
      over = resolve;
    });
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing of the line is used
  const line = {} as Line;
  const first = doOne(line, "worker", "one");
  await doOne(line, "worker", "one");
  expect(begun).toEqual(["one"]);
  over();
  await first;
  const again = doOne(line, "worker", "one");
  expect(begun).toEqual(["one", "one"]);
  over();
  await again;
});
