import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import {
  CALLER,
  minutes,
  night,
  OTHER_CALLER,
  PUBLIC,
  seconds,
  type Night,
} from "../support/night.ts";
import type { PhoneCall } from "../../src/emulator/people/phone-call.ts";

const OWN = "830291";

/** They tell robin where they are, and say goodbye; then they are asked what becomes of it. */
async function toldRobin(line: Night): Promise<PhoneCall> {
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await robin.confirms();
  await robin.hearsGoodbye();
  await call.hears(/One last thing, only if you like/, { within: seconds(10) });
  await robin.goesOffline();
  await line.roster.goOffShift("robin", line.now());
  return call;
}

/** The digits after which they are told once more, as they were said. */
async function codeSaid(call: PhoneCall, before: RegExp): Promise<string> {
  const { text } = await call.hears(before, { within: seconds(10) });
  return (before.exec(text)?.[1] ?? "").replaceAll(" ", "");
}

async function keys(call: PhoneCall, digits: string): Promise<void> {
  for (const digit of digits) await call.presses(digit);
}

async function comesBack(line: Night, from: string, code: string): Promise<PhoneCall> {
  const call = await line.network.phone(from).calls(PUBLIC);
  await call.hears(/Press 5/, { within: minutes(1) });
  await call.presses("5");
  await call.hears(/Key your code/, { within: seconds(5) });
  await keys(call, `${code}#`);
  return call;
}

test("kept under their own code: from any telephone, the code to a watch in 30 s, and help goes where they were", async () => {
  const line = await night();
  const desk = line.desk();
  const first = await toldRobin(line);
  await first.presses("3");
  await first.hears(/Choose six to ten numbers/, { within: seconds(5) });
  await keys(first, "123456#");
  await first.hears(/easy to guess/, { within: seconds(5) });
  await keys(first, `${OWN}#`);
  const added = await codeSaid(first, /add ((?:\d ?){2}) at the end/);
  await line.passes(minutes(90));
  expect(await line.database.db.plan.count()).toBe(0);

  const began = line.now();
  const call = await line.network.phone(OTHER_CALLER).calls(PUBLIC);
  await call.hears(/Press 5/, { within: minutes(1) });
  const offered = line.now();
  expect(offered - began).toBeLessThan(seconds(45));
  await call.presses("5");
  await call.hears(/Key your code/, { within: seconds(5) });
  for (const digit of `${OWN}${added}#`) {
    await call.presses(digit);
    await line.passes(seconds(1));
  }
  await call.hears(/Got it\. If you'd kept something/, { within: seconds(10) });
  await call.presses("7");
  await call.hears(/I have the place you kept/, { within: seconds(5) });
  const { watch, plan } = await line.openSession();
  expect((watch?.began ?? Infinity) - offered).toBeLessThan(seconds(30));
  expect(plan).toMatchObject({ place: "exact", desks: ["ON1", "ON2"] });
  await line.passes(minutes(2) + seconds(20));
  await (await desk.onCall()).hears(/12 Rehearsal Lane, unit 4/);
  await line.endsByHand();
  expect(await everythingWritten(line)).not.toMatch(new RegExp(`${OWN}|Rehearsal Lane|Sparrow`));
  await atRest(line);
});

test("a wrong code, and a stranger's: the same words to the caller, the same events in the book, and no place", async () => {
  const line = await night();
  const first = await toldRobin(line);
  await first.presses("3");
  await first.hears(/Choose six to ten numbers/, { within: seconds(5) });
  await keys(first, `${OWN}#`);
  const added = await codeSaid(first, /add ((?:\d ?){2}) at the end/);
  const wrong = await comesBack(line, CALLER, `${OWN.slice(1)}0${added}`);
  await wrong.hears(/Got it\. If you'd kept something/, { within: seconds(10) });
  await wrong.presses("7");
  await wrong.hears(/1 Ontario/, { within: seconds(5) });
  const { id, plan } = await line.openSession();
  expect(plan.place).toBe("none");
  const kinds = (await line.line.store.events(id)).map(({ kind }) => kind);
  expect(kinds).toContain("codeKeyed");
  expect(kinds).not.toContain("profileOpened");
  await line.endsByHand();
  await atRest(line);
});

test("kept until tomorrow: their own number alone tells nothing; with the code it is found, until noon", async () => {
  const line = await night();
  const first = await toldRobin(line);
  await first.presses("2");
  const code = await codeSaid(first, /then key ((?:\d ?){6})/);
  expect(code).toMatch(/^\d{6}$/);
  const other = await comesBack(line, OTHER_CALLER, code);
  await other.hears(/Got it/, { within: seconds(10) });
  expect((await line.openSession()).plan.place).toBe("none");
  await other.hangsUp();
  await line.passes(seconds(10));
  const again = await comesBack(line, CALLER, code);
  await again.hears(/Got it/, { within: seconds(10) });
  expect((await line.openSession()).plan.place).toBe("exact");
  await again.hangsUp();
  await line.passes(minutes(24 * 60));
  expect(await line.database.db.profile.count()).toBe(0);
  const proof = await line.database.db.lineEvent.findMany({ where: { kind: "profilesErased" } });
  expect(proof).toMatchObject([{ subject: null, data: { count: "1" } }]);
  await atRest(line);
});

test("in their own voice: played to them alone; 1 after goodbye erases what was kept and what was said", async () => {
  const line = await night();
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/press 7/, { within: minutes(1) });
  await call.presses("7");
  await call.hears(/1 Ontario/);
  await call.presses("1");
  await call.hears(/\[beep\]/, { within: seconds(20) });
  await call.says("the blue bungalow behind the Petro in Kettlewick, side door");
  await line.passes(seconds(6));
  await call.presses("#");
  await call.hears(/Is that right/, { within: seconds(15) });
  await call.presses("1");
  await call.hears(/That's where help comes/);
  await call.presses("0");
  await call.hears(/0 again to say bye/, { within: seconds(5) });
  await call.presses("0");
  await call.hears(/Okay, bye for now/, { within: seconds(5) });
  await call.hears(/3, I keep it under a code/, { within: seconds(5) });
  await call.presses("3");
  await call.hears(/Choose six to ten numbers/, { within: seconds(5) });
  await keys(call, `${OWN}#`);
  const added = await codeSaid(call, /add ((?:\d ?){2}) at the end/);
  await line.passes(minutes(90));
  expect(await line.database.db.recording.count()).toBe(0);

  const again = await comesBack(line, OTHER_CALLER, `${OWN}${added}`);
  await again.hears(/Got it/, { within: seconds(10) });
  await again.presses("7");
  await again.hears(/\[recording\] the blue bungalow/, { within: seconds(10) });
  await again.presses("1");
  await again.hears(/That's where help comes/, { within: seconds(5) });
  await again.presses("0");
  await again.hears(/0 again to say bye/, { within: seconds(5) });
  await again.presses("0");
  await again.hears(/What you kept stays/, { within: seconds(5) });
  await again.presses("1");
  await again.hears(/It's erased, all of it/, { within: seconds(5) });
  await line.passes(seconds(5));
  expect(await line.database.db.profile.count()).toBe(0);
  expect(await line.database.db.recording.count()).toBe(0);
  expect(await line.database.db.plan.count()).toBe(0);
  await atRest(line);
});

/** Everything but what the vault seals, and what the carrier knows anyway. */
async function everythingWritten({ database, log }: Night): Promise<string> {
  const tables = [
    "sessions",
    "session_events",
    "session_inputs",
    "line_events",
    "duties",
    "legs",
    "profiles",
  ];
  const rows = await Promise.all(
    tables.map((table) =>
      database.pool.query<{ row: string }>(`SELECT to_json(t)::text AS row FROM ${table} t`),
    ),
  );
  return [...log.lines, ...rows.flatMap((one) => one.rows.map(({ row }) => row))].join("\n");
}
