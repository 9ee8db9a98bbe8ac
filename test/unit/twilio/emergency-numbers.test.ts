import { expect, test } from "vitest";
import { refuseEmergencyNumber } from "../../../src/adapters/twilio/emergency-numbers.ts";
import { CarrierRefused } from "../../../src/engine/errors.ts";

const n11 = [2, 3, 4, 5, 6, 7, 8, 9].map((first) => `${first}11`);

test.each([
  ...n11,
  ...n11.map((code) => `+1${code}`),
  ...n11.map((code) => `+${code}`),
  "933",
  "112",
  "988",
  "999",
  "+1988",
  "+1 (933)",
  "9-1-1",
  " 911 ",
  "911,,1",
  "911#",
  "+19115550100",
  "19115550100",
  "9115550100",
  "+44999",
  "123456",
  "",
  "sip:911@example.org",
  "sip:+15555550100@example.org",
  "client:",
  "client:911,911",
  "anonymous",
  "+1555555010000000",
])("%o is never dialled", (number) => {
  expect(() => refuseEmergencyNumber(number)).toThrow(CarrierRefused);
});

test.each([
  "+15555550100",
  "+1 (555) 555-0100",
  "15555550100",
  "5555550199",
  "client:ana_1",
  "client:ana?leg=1",
])("%s may be", (number) => expect(() => refuseEmergencyNumber(number)).not.toThrow());
