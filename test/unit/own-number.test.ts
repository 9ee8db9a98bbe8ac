import { expect, test } from "vitest";
import { lastTwo, ownNumber } from "../../src/adapters/own-number.ts";

test.each([
  ["+15555550121", "+15555550121"],
  ["(555) 555-0121", "+15555550121"],
  ["1 555 555 0121", "+15555550121"],
])("%s is %s", (given, number) => {
  expect(ownNumber(given)).toBe(number);
});

test.each([
  "911",
  "9-1-1",
  "+1911",
  "988",
  "+19115550121",
  "+12115550121",
  "555-0121",
  "+18765550121",
  "+19005550121",
  "+441632960121",
  "+883555501210",
  "+15555550121 ext. 4",
  "client:robin",
  "sip:robin@example.org",
  "",
])("%s is no number the line would ring", (given) => {
  expect(ownNumber(given)).toBeNull();
});

test("two digits are shown of it", () => {
  expect(lastTwo("+15555550121")).toBe("21");
});
