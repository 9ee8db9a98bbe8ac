import { expect, test } from "vitest";

import { secretIn } from "../../../src/console/client/factors.ts";
import { wrongIn } from "../../../src/console/pages/me/new-password.ts";

test("the key of an app is shown in fours, to be typed", () => {
  const uri = "otpauth://totp/The%20line:noor?secret=ABCDEFGHIJ&issuer=The%20line";
  expect(secretIn(uri)).toBe("ABCD EFGH IJ");
});

test("a new password is long enough and typed twice the same", () => {
  expect(wrongIn("eleven here", "eleven here")).toBe("short");
  expect(wrongIn("correct horse battery", "correct horse batter")).toBe("differ");
  expect(wrongIn("correct horse battery", "correct horse battery")).toBeNull();
});
