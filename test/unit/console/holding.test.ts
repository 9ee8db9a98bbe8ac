import { expect, test } from "vitest";

import { hold, type Holding, type Press } from "../../../src/console/time/holding.ts";

const after = (...presses: readonly Press[]): Holding["kind"] =>
  presses.reduce(hold, { kind: "idle" } as Holding).kind;
const down = (at: number): Press => ({ kind: "down", at });
const up = (at: number): Press => ({ kind: "up", at });
const tick = (at: number): Press => ({ kind: "tick", at });

test("one press alone never sends", () => {
  expect(after(down(0), up(100))).toBe("armed");
  expect(after(down(0), tick(1_499))).toBe("held");
});

test("held for a second and a half it sends, whether it is looked at or let go", () => {
  expect(after(down(0), tick(1_500))).toBe("sent");
  expect(after(down(0), up(1_600))).toBe("sent");
});

test("pressed twice it sends, if the second comes soon", () => {
  expect(after(down(0), up(100), down(900), up(1_000))).toBe("sent");
  expect(after(down(0), up(100), down(5_200), up(5_300))).toBe("idle");
  expect(after(down(0), up(100), tick(5_100))).toBe("idle");
});

test("a press that slides away asks for nothing", () => {
  expect(after(down(0), { kind: "cancel", at: 300 })).toBe("idle");
});
