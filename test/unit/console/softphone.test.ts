import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { lightOf } from "../../../src/console/softphone/light.ts";
import { loudness } from "../../../src/console/softphone/level.ts";
import { everyBeat } from "../../../src/console/softphone/pulse.ts";

test("the light is green only where the line said so, and nothing is against it", () => {
  expect(lightOf({ reachable: true, why: null })).toBe("yes");
  expect(lightOf({ reachable: true, why: "noMicrophone" })).toBe("barely");
  expect(lightOf({ reachable: false, why: "ringMissed" })).toBe("no");
  expect(lightOf({ reachable: false, why: "resting" })).toBe("away");
  expect(lightOf(null)).toBe("unsure");
});

test("the level shows silence as nothing, and a whisper already", () => {
  const wave = (loud: number) => Float32Array.from({ length: 64 }, (_, at) => loud * (-1) ** at);
  expect(loudness(wave(0))).toBe(0);
  expect(loudness(wave(1))).toBe(1);
  expect(loudness(wave(0.01))).toBeCloseTo(1 / 3, 2);
});

/** A worker that ticks when told, and its ports. */
class Worker {
  static last: Worker | null = null;
  readonly port = Object.assign(new EventTarget(), { start() {}, close() {} });
  constructor() {
    Worker.last = this;
  }
  ticks(id: string) {
    this.port.dispatchEvent(new MessageEvent("message", { data: id }));
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("without a shared worker a tab counts for itself, with one id", () => {
  const beats: string[] = [];
  const stop = everyBeat((id) => beats.push(id));
  vi.advanceTimersByTime(9_000);
  expect(beats).toHaveLength(4);
  expect(new Set(beats).size).toBe(1);
  stop();
  vi.advanceTimersByTime(9_000);
  expect(beats).toHaveLength(4);
});

test("with one, its pulse and its id count; should it fall silent, the tab goes on alone", () => {
  vi.stubGlobal("SharedWorker", Worker);
  const beats: string[] = [];
  const stop = everyBeat((id) => beats.push(id));
  for (let second = 0; second < 9; second += 3) {
    Worker.last?.ticks("console-1");
    vi.advanceTimersByTime(3_000);
  }
  expect(beats).toEqual(["console-1", "console-1", "console-1"]);
  vi.advanceTimersByTime(12_000);
  expect(beats.length).toBeGreaterThanOrEqual(5);
  expect(new Set(beats)).toEqual(new Set(["console-1"]));
  stop();
});
