import { describe, expect, test } from "vitest";
import {
  may,
  mayEver,
  mayOnLine,
  needsSecondFactor,
  rolesWrong,
  subjectOf,
  type Subject,
} from "../../../src/domain/permissions.ts";
import { standard } from "../../../src/domain/session/policy.ts";
import { newSession } from "../../../src/domain/session/session.ts";

const responder = (id: string) => ({ id, roles: ["responder"] });
const supervisor = { id: "dana", roles: ["supervisor"] };
const nobody: Subject = {
  open: true,
  responderId: null,
  lostResponderId: null,
  speakerIds: [],
  rungIds: [],
};
const jos: Subject = { ...nobody, responderId: "jo" };

describe("a responder", () => {
  test("does everything with the session they hold, but waive a duty", () => {
    expect(may(responder("jo"), "confirmed", jos)).toBe(true);
    expect(may(responder("jo"), "readPlan", jos)).toBe(true);
    expect(may(responder("jo"), "stoodDown", jos)).toBe(true);
    expect(may(responder("jo"), "dutyWaived", jos)).toBe(false);
  });

  test("does nothing with another's", () => {
    expect(may(responder("robin"), "seeSession", jos)).toBe(false);
    expect(may(responder("robin"), "helpSent", jos)).toBe(false);
  });

  test("sees of a session they are rung for only that it waits", () => {
    const rung = { ...nobody, rungIds: ["robin"] };
    expect(may(responder("robin"), "seeWaiting", rung)).toBe(true);
    expect(may(responder("robin"), "seeSession", rung)).toBe(false);
    expect(may(responder("robin"), "readPlan", rung)).toBe(false);
  });

  test("who speaks to the desk reads the plan and passes on what the desk says, no more", () => {
    const spoken = { ...jos, speakerIds: ["robin"] };
    expect(may(responder("robin"), "readPlan", spoken)).toBe(true);
    expect(may(responder("robin"), "deskTook", spoken)).toBe(true);
    expect(may(responder("robin"), "helpArrived", spoken)).toBe(true);
    expect(may(responder("robin"), "confirmed", spoken)).toBe(false);
    expect(may(responder("robin"), "stoodDown", spoken)).toBe(false);
  });

  test("whose line went can still send help, until somebody has come", () => {
    const lost = { ...nobody, lostResponderId: "jo" };
    expect(may(responder("jo"), "helpSent", lost)).toBe(true);
    expect(may(responder("jo"), "confirmed", lost)).toBe(false);
  });

  test("keeps of a closed session its outcome, not its plan", () => {
    const closed = { ...jos, open: false };
    expect(may(responder("jo"), "outcomeAmended", closed)).toBe(true);
    expect(may(responder("jo"), "readPlan", closed)).toBe(false);
    expect(may(responder("jo"), "readTimeline", closed)).toBe(false);
  });

  test("answers calls, and does not supervise", () => {
    expect(mayOnLine(responder("jo"), "answerCalls")).toBe(true);
    expect(mayOnLine(responder("jo"), "supervise")).toBe(false);
    expect(mayOnLine(responder("jo"), "seeDuties")).toBe(false);
  });
});

test("a supervisor may do everything, and somebody without a role nothing", () => {
  expect(may(supervisor, "dutyWaived", jos)).toBe(true);
  expect(mayOnLine(supervisor, "endDuties")).toBe(true);
  expect(may({ id: "jo", roles: [] }, "seeSession", jos)).toBe(false);
  expect(mayOnLine({ id: "jo", roles: [] }, "answerCalls")).toBe(false);
});

test("a coordinator, an auditor, a trainee and a navigator see no session, whatever they have to do with it", () => {
  for (const role of ["coordinator", "auditor", "trainee", "navigator"]) {
    const jo = { id: "jo", roles: [role] };
    expect(may(jo, "seeSession", jos)).toBe(false);
    expect(may(jo, "helpSent", jos)).toBe(false);
    expect(mayEver(jo, "seeWaiting")).toBe(false);
    expect(mayOnLine(jo, "answerCalls")).toBe(false);
  }
});

test("whoever reaches beyond their own caller shows a second factor", () => {
  const asked = (...roles: string[]) => needsSecondFactor({ id: "jo", roles });
  expect(["supervisor", "coordinator", "auditor"].map((role) => asked(role))).toEqual([
    true,
    true,
    true,
  ]);
  expect(asked("navigator")).toBe(true);
  expect(asked("responder", "supervisor")).toBe(true);
  expect([asked("responder"), asked("trainee"), asked()]).toEqual([false, false, false]);
});

test("a trainee is nothing else yet", () => {
  expect(rolesWrong(["trainee"])).toBeNull();
  expect(rolesWrong(["responder", "supervisor"])).toBeNull();
  expect(rolesWrong(["trainee", "responder"])).toMatch(/trainee/);
});

test("a navigator is outside the line: that role stands alone, and has their referrals and their own phone", () => {
  const amara = { id: "amara", roles: ["navigator"] };
  expect(rolesWrong(["navigator"])).toBeNull();
  expect(rolesWrong(["navigator", "supervisor"])).toMatch(/navigator/);
  expect(mayOnLine(amara, "seeReferrals")).toBe(true);
  expect(mayOnLine(amara, "haveOwnPhone")).toBe(true);
  const others = [
    "answerCalls",
    "haveSoftphone",
    "seeShifts",
    "seeDesks",
    "seeCards",
    "keepReferrals",
  ] as const;
  expect(others.filter((act) => mayOnLine(amara, act))).toEqual([]);
  expect(mayEver(amara, "referCaller")).toBe(false);
});

test("who has to do with a session is read from it", () => {
  const session = newSession("s", standard);
  const ring = { staffId: "ada", via: "softphone", until: 0, languages: ["en"] } as const;
  const company = { ...session.company, state: "lost", last: "jo", ringing: [ring] } as const;
  expect(subjectOf({ ...session, company })).toEqual({
    ...nobody,
    lostResponderId: "jo",
    rungIds: ["ada"],
  });
});
