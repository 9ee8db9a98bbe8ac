import { expect, test } from "vitest";
import { z } from "zod";

import { atRest } from "../support/at-rest.ts";
import { FRENCH, minutes, night, PUBLIC, seconds, type Night } from "../support/night.ts";

const WORDS = "the blue bungalow behind the Petro in Kettlewick, side door";
const MOTS = "la maison bleue derrière le dépanneur à Kettlewick, porte de côté";

/** They press 7 and give the province, then the place. */
async function alone(line: Night, given: { number: string; province: string; words: string }) {
  const call = await line.caller.calls(given.number);
  await call.hears(given.number === FRENCH ? /fais le 7/ : /press 7/, { within: minutes(1) });
  await call.presses("7");
  await call.hears(/1 Ontario/);
  await call.presses(given.province);
  await call.hears(/\[beep\]/, { within: seconds(20) });
  await call.says(given.words);
  await line.passes(seconds(6));
  await call.presses("#");
  return call;
}

/** What the carrier still has of what callers said. */
async function atCarrier({
  carrierUrl,
  accountSid,
  authToken,
}: Night): Promise<readonly unknown[]> {
  const signIn = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  const address = `${carrierUrl}/2010-04-01/Accounts/${accountSid}/Recordings.json`;
  const answer = await fetch(address, { headers: { authorization: `Basic ${signIn}` } });
  return z.object({ recordings: z.array(z.unknown()) }).parse(await answer.json()).recordings;
}

const recordings = async ({ database }: Night) => database.db.recording.count();

test("a caller alone says where they are; going quiet, the desk hears it in their own voice", async () => {
  const line = await night();
  const desk = line.desk();
  const call = await alone(line, { number: PUBLIC, province: "1", words: WORDS });
  await call.hears(/\[recording\] the blue bungalow behind the Petro/, { within: seconds(15) });
  await call.hears(/Is that right\? 1 yes, 2 again/);
  await call.presses("1");
  await call.hears(/That's where help comes/);
  expect(await atCarrier(line)).toEqual([]);
  expect(await recordings(line)).toBe(1);
  const { id, plan } = await line.openSession();
  expect(plan).toMatchObject({ place: "exact", spoken: true, desks: ["ON1", "ON2"] });
  await line.passes(minutes(2) + seconds(20));
  const atDesk = await desk.onCall();
  await atDesk.hears(/Ambulance needed in Ontario\. The place, as they said it:/);
  await atDesk.hears(/\[recording\] the blue bungalow/, { within: seconds(15) });
  await atDesk.presses("1");
  await line.passes(seconds(2));
  expect((await line.line.store.load(id))?.help.state).toBe("taken");
  await line.endsByHand();
  await atRest(line);
  expect(await everythingWritten(line)).not.toMatch(/Kettlewick|bungalow/);
  await line.passes(minutes(24 * 60));
  expect(await recordings(line)).toBe(0);
  expect((await line.line.store.events(id)).at(-1)?.kind).toBe("planErased");
});

test("in French, and where no desk is known the line says so itself", async () => {
  const line = await night();
  await line.database.db.desk.deleteMany({ where: { province: "QC" } });
  const call = await alone(line, { number: FRENCH, province: "2", words: MOTS });
  await call.hears(/\[recording\] la maison bleue/, { within: seconds(15) });
  await call.hears(/C'est bien ça\? 1 oui, 2 on recommence/);
  await call.presses("1");
  await call.hears(/C'est là que l'aide va aller/);
  await call.hears(/Une chose, honnêtement : je n'ai personne à envoyer/);
  const { noDeskToldAt } = await line.openSession();
  expect(noDeskToldAt).not.toBeNull();
  await line.endsByHand();
  await atRest(line);
});

test("a check-in that falls due while they speak comes at its time; what they had said is played back after it", async () => {
  const line = await night();
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/press 7/, { within: minutes(1) });
  await call.presses("7");
  await call.hears(/1 Ontario/);
  await call.presses("3");
  const pressed = line.now();
  await call.hears(/\[beep\]/, { within: seconds(20) });
  for (let spoken = 0; spoken < 12; spoken += 1) {
    await call.says("and then you go past the second lamp");
    await line.passes(seconds(4));
  }
  const ask = await call.hears(/You okay\? Press any key/, { within: seconds(20) });
  expect(ask.at - pressed).toBeLessThan(seconds(64));
  await call.presses("5");
  await call.hears(/\[recording\] and then you go past/, { within: seconds(10) });
  await call.presses("2");
  await call.hears(/Say it one more time/, { within: seconds(5) });
  await call.presses("*");
  await call.hears(/You can tell us any time/);
  await line.endsByHand();
  await atRest(line);
  expect(await atCarrier(line)).toEqual([]);
});

test("a watch with a place nobody can be sent to: the line says so to both, in the middle of the call", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin, {
    place: "exact",
    address: "7 Far Road",
    province: "NU",
  });
  await robin.startsWatch();
  await call.hears(/I have nobody to send to that place/, { within: seconds(5) });
  await (await robin.onCall()).hears(/I have nobody to send to that place/);
  expect((await robin.session()).noDeskToldAt).not.toBeNull();
  await robin.hearsGoodbye();
  await atRest(line);
});

test("after an emergency they agreed to be called about: owed in a day, and the place kept until it is done", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  line.desk();
  await line.accompanied(robin, {
    place: "exact",
    address: "7 Near Road",
    province: "ON",
    mayFollowUp: true,
  });
  const { id } = await robin.session();
  await robin.sendsHelp();
  await line.passes(seconds(10));
  await robin.saysHelpIsThere();
  await robin.closes();
  await line.passes(seconds(2));
  await line.desksHangUp();
  await atRest(line);
  await line.passes(minutes(24 * 60));
  const followUp = (await line.reads.owed(100)).find(({ duty }) => duty.kind === "followUp");
  expect(await line.reads.overdue(line.now(), 10)).toEqual([]);
  expect(await line.line.plans.read(id)).not.toBeNull();
  await line.give(id, { kind: "followUpEnded", dutyId: followUp?.id ?? "", by: "dana" });
  await line.passes(seconds(5));
  expect(await line.line.plans.read(id)).toBeNull();
});

async function everythingWritten({ database, log }: Night): Promise<string> {
  const tables = ["sessions", "session_events", "line_events", "duties", "legs", "recordings"];
  const rows = await Promise.all(
    tables.map((table) =>
      database.pool.query<{ row: string }>(`SELECT to_json(t)::text AS row FROM ${table} t`),
    ),
  );
  return [...log.lines, ...rows.flatMap((one) => one.rows.map(({ row }) => row))].join("\n");
}
