import { expect, test } from "vitest";

import { dateIn } from "../../../src/console/words/formats.ts";

const AT = Date.UTC(2026, 10, 23, 15, 19, 17);
const MINUTE = { hour: "numeric", minute: "2-digit", timeZone: "UTC" } as const;
const SECOND = { ...MINUTE, second: "2-digit" } as const;

test("a time of day stays on one line, in either language", () => {
  expect(dateIn("en", AT, MINUTE)).toBe("3:19\u00a0p.m.");
  expect(dateIn("fr", AT, MINUTE)).toBe("15\u00a0h\u00a019");
});

test("a time of day to the second is not read as how long something took", () => {
  expect(dateIn("fr", AT, SECOND)).toBe("15:19:17");
  expect(dateIn("en", AT, SECOND)).toBe("3:19:17\u00a0p.m.");
});
