import { PRESENCE } from "../domain/presence.ts";
import type {
  AskStandby,
  EndTestRing,
  PresenceDuty,
  RingForCover,
  TellOfPerson,
  TestRing,
} from "../domain/presence-duties.ts";
import { needsCover, toCover } from "../domain/standby.ts";
import { presenceText, type PresenceLine } from "../domain/words/presence.ts";
import { CarrierRefused } from "./errors.ts";
import type { LineActed } from "./line-acts.ts";
import type { Line } from "./ports.ts";
import type { StaffCall } from "./ports-presence.ts";
import { textStaff } from "./staff-texts.ts";

/** What the line owes to its own people, that they can be reached. */
export async function keepReachable(line: Line, duty: PresenceDuty): Promise<LineActed> {
  switch (duty.kind) {
    case "askStandby":
      return askStandby(line, duty);
    case "tellOfPerson":
      return tellOfPerson(line, duty);
    case "ringForCover":
      return ringForCover(line, duty);
    case "testRing":
      return testRing(line, duty);
    case "endTestRing":
      return endTestRing(line, duty);
  }
}

async function askStandby(line: Line, { staffId }: AskStandby): Promise<LineActed> {
  const sent = await textStaff(line, staffId, (name, language) =>
    presenceText("standby", language, { line: name }),
  );
  return {
    how: "done",
    event: { kind: "standbyAsked", subject: staffId, data: { sent } },
    owes: [],
  };
}

async function tellOfPerson(line: Line, { to, staffId, what }: TellOfPerson): Promise<LineActed> {
  const about = await line.roster.member(staffId);
  const words: PresenceLine =
    to === staffId && what === "testRingMissed" ? "testRingMissedOwn" : what;
  const sent = await textStaff(line, to, (name, language) =>
    presenceText(words, language, { line: name, name: about?.name ?? staffId }),
  );
  const data = { to, what, sent };
  return { how: "done", event: { kind: "toldOfPerson", subject: staffId, data }, owes: [] };
}

/** The next of those on call and supervising who has a telephone, as long as nobody covers. */
async function ringForCover(line: Line, { round }: RingForCover): Promise<LineActed> {
  const at = line.clock.now();
  const people = await line.presence.people(at);
  if (!needsCover(people)) return { how: "overtaken", by: "covered" };
  const rung = await ringFirst(line, toCover(people, round));
  if (rung === null) line.log.error({ round }, "Nobody could be rung to cover the line");
  const again = {
    duty: { kind: "ringForCover", round: round + 1 },
    subject: { kind: "line", id: "cover" },
    dueAt: at + PRESENCE.coverEveryMs,
  } as const;
  const data = { round: String(round) };
  return { how: "done", event: { kind: "coverRung", subject: rung, data }, owes: [again] };
}

async function ringFirst(line: Line, staff: readonly string[]): Promise<string | null> {
  for (const staffId of staff) {
    if ((await ringStaff(line, staffId, "cover")) === "rung") return staffId;
  }
  return null;
}

async function testRing(line: Line, { staffId, startsAt }: TestRing): Promise<LineActed> {
  const at = line.clock.now();
  if (at - startsAt > PRESENCE.testRingLateMs) return { how: "overtaken", by: "shiftBegan" };
  const present = (await line.presence.people(at)).find((one) => one.staffId === staffId);
  // Whoever has a caller, or is away, is not rung for a test.
  if (present?.free !== true) return { how: "overtaken", by: "notFree" };
  const rung = await ringStaff(line, staffId, "test");
  const over = { kind: "endTestRing", staffId, rungAt: at } as const;
  return {
    how: "done",
    event: { kind: "testRung", subject: staffId, data: { rung } },
    owes: [
      {
        duty: over,
        subject: { kind: "person", id: staffId },
        dueAt: rung === "rung" ? at + PRESENCE.testRingMs : at,
        name: `endTestRing/${staffId}/${startsAt}`,
      },
    ],
  };
}

async function endTestRing(line: Line, { staffId, rungAt }: EndTestRing): Promise<LineActed> {
  const at = line.clock.now();
  if (await line.presence.testRingTaken(staffId, rungAt)) {
    return { how: "overtaken", by: "testRingTaken" };
  }
  await line.roster.missedRing(staffId, at);
  const told = new Set([staffId, ...(await line.presence.toTell(at))]);
  return {
    how: "done",
    event: { kind: "testRingMissed", subject: staffId, data: {} },
    owes: [...told].map((to) => ({
      duty: { kind: "tellOfPerson", to, staffId, what: "testRingMissed" },
      subject: { kind: "person", id: to },
      dueAt: at,
      name: `testRingMissed/${staffId}/${rungAt}/${to}`,
    })),
  };
}

const WORDS = {
  cover: ["coverAsked", "coverPress"],
  test: ["testRing", "testPress"],
} as const satisfies Record<StaffCall, readonly PresenceLine[]>;

type Rung = "rung" | "noNumber" | "refused";

/** On what they are rung on for callers; to cover, on their own phone where they have one. A number the carrier will not ring is written down. */
async function ringStaff(line: Line, staffId: string, about: StaffCall): Promise<Rung> {
  const member = await line.roster.member(staffId);
  if (member === null) return "noNumber";
  const [language = "en"] = member.languages;
  const softphone = member.via === "softphone" ? `client:${staffId}` : null;
  const to = about === "cover" ? (member.phone ?? softphone) : (softphone ?? member.phone);
  if (to === null) return "noNumber";
  const values = { line: line.voice.lineName[language] };
  const [words, press] = WORDS[about];
  try {
    await line.staffCalls.ring({
      staffId,
      about,
      to,
      from: line.voice.fromNumber("supervisor", false),
      words: presenceText(words, language, values),
      press: presenceText(press, language, values),
      language,
    });
    return "rung";
  } catch (err) {
    if (!(err instanceof CarrierRefused)) throw err;
    line.log.warn({ err, staffId, about }, "The carrier refused a call to one of ours");
    return "refused";
  }
}
