import { expect, test } from "vitest";

import { sealStaffPhone } from "../../src/adapters/postgres/seals.ts";
import { sign } from "../../src/emulator/signature.ts";
import { createWatchdog } from "../../src/worker/watchdog.ts";
import { minutes, night, PUBLIC, seconds, type Night } from "../support/night.ts";

const DANA = "+15555550122";
const LUC = "+15555550123";

/** A watchdog beside the whole line, on its clock; a worker's sign of life is given by hand. */
function beside(line: Night) {
  const watchdog = createWatchdog({
    ...line,
    takenUrl: (staffId) => `${line.publicUrl}/twilio/pages/${staffId}`,
    heartbeatUrl: null,
  });
  const beat = async () => {
    for (const name of ["sweep", "queue"]) await line.heartbeats.beat(name, line.now());
  };
  const troubles = async () => (await line.heartbeats.says("watchdog"))?.["troubles"] ?? [];
  return {
    /** Looks now, and again once what it said of itself is written. */
    sees: async () => {
      await beat();
      await watchdog.look();
      await watchdog.look();
      return troubles();
    },
    looksFor: async (ms: number, { everyMs = seconds(10), beating = true } = {}) => {
      for (const until = line.now() + ms; line.now() < until;) {
        if (beating) await beat();
        await watchdog.look();
        await line.passes(everyMs);
      }
    },
  };
}

const textsTo = ({ network }: Night, to: string): string[] =>
  network.log.entries.flatMap((entry) =>
    entry.kind === "messageSent" && entry.to === to ? [entry.body] : [],
  );

async function somebodyAnswers(line: Night): Promise<void> {
  await line.onShift("robin");
}

test("a whole call leaves the watchdog nothing to say", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const { sees, looksFor } = beside(line);
  await line.accompanied(robin);
  await robin.startsWatch();
  await looksFor(seconds(50));
  expect(await sees()).toEqual([]);
  await robin.hearsGoodbye();
  await looksFor(seconds(20));
  expect(await sees()).toEqual([]);
  expect(line.log.errors).toEqual([]);
});

test("a row that is not what its events come to is found", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const { sees } = beside(line);
  await line.accompanied(robin);
  const { id } = await robin.session();
  await line.database.db.$executeRaw`
    UPDATE sessions SET state = jsonb_set(state, '{keysOnly}', 'true') WHERE id = ${id}::uuid`;
  expect(await sees()).toEqual(["foldDiffers"]);
  expect(line.log.errors.join()).toContain(id);
});

test("a watch whose help is owed by nothing is found", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const { sees } = beside(line);
  await line.accompanied(robin);
  await robin.startsWatch();
  expect(await sees()).toEqual([]);
  await line.database.db.duty.updateMany({
    where: { kind: "sendHelp" },
    data: { overtakenBy: "a mistake" },
  });
  expect(await sees()).toEqual(["deadlineMissing"]);
});

test("a watch goes on being dated through a lost line, a call-back and help", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const { sees, looksFor } = beside(line);
  line.desk();
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  await call.drops();
  for (let times = 0; times < 12; times += 1) {
    await looksFor(seconds(10));
    expect(await sees()).toEqual([]);
  }
  expect((await robin.session()).help.state).not.toBe("none");
  await line.endsByHand();
  // Robin rests after an emergency, and nobody else has come.
  expect(await sees()).toEqual(["nobodyOnShift"]);
});

test("requests signed with another token, naming our account, are noticed; anybody's noise is not", async () => {
  const line = await night();
  await somebodyAnswers(line);
  const { sees } = beside(line);
  const { accountSid } = line;
  const post = (AccountSid: string) => {
    const url = `${line.publicUrl}/twilio/voice/incoming`;
    const fields = { AccountSid, CallSid: "CA1", From: "+15555550131", To: "+15555550100" };
    return fetch(url, {
      method: "POST",
      headers: { "X-Twilio-Signature": sign("another token", url, fields) },
      body: new URLSearchParams(fields),
    });
  };
  for (let times = 0; times < 5; times += 1) await post("ACsomebodyelse");
  await expect.poll(() => line.heartbeats.says("refusedSignatures")).toBeNull();
  for (let times = 0; times < 3; times += 1) await post(accountSid);
  await expect
    .poll(() => line.heartbeats.says("refusedSignatures"), { timeout: 5_000 })
    .toEqual({ count: 3 });
  expect(await sees()).toEqual(["signaturesRefused"]);
});

test("three calls in a row that were not made, to more than one person, are the carrier's trouble", async () => {
  const line = await night();
  await somebodyAnswers(line);
  const { sees } = beside(line);
  const leg = (party: string, agoMs: number, callSid: string | null) => ({
    id: `leg ${party} ${agoMs}`,
    role: "responder",
    party,
    dutyId: "00000000-0000-7000-8000-000000000001",
    attempt: 1,
    rehearsal: false,
    callSid,
    requestedAt: new Date(line.now() - agoMs),
    endedAt: new Date(line.now()),
    endedHow: "failed",
  });
  const { db } = line.database;
  await db.leg.createMany({ data: [leg("jo", 30_000, null), leg("jo", 20_000, null)] });
  expect(await sees()).toEqual([]);
  await db.leg.createMany({ data: [leg("robin", 10_000, null)] });
  expect(await sees()).toEqual(["carrierFailing"]);
  await db.leg.createMany({ data: [leg("maude", 5_000, "CAmade")] });
  await line.passes(seconds(12));
  expect(await sees()).toEqual([]);
});

test("nobody on shift: supervisors read of it, and whoever answers OK is left alone", async () => {
  const line = await night();
  const { db } = line.database;
  await db.staff.update({ where: { id: "luc" }, data: sealStaffPhone(line.vault, "luc", LUC) });
  const { looksFor } = beside(line);
  line.network.phone(DANA);
  line.network.phone(LUC);
  await looksFor(minutes(2));
  expect(textsTo(line, DANA)[0]).toMatch(/Nobody is on shift.*Reply OK/);
  expect(textsTo(line, LUC)[0]).toMatch(/Personne n'est de quart/);
  await line.network.phone(LUC).texts(PUBLIC, "ok");
  await looksFor(minutes(20));
  expect(textsTo(line, DANA)).toHaveLength(1);
  await looksFor(minutes(12));
  expect(textsTo(line, DANA)).toHaveLength(2);
  await somebodyAnswers(line);
  await looksFor(minutes(1));
  expect(textsTo(line, DANA).at(-1)).toMatch(/Somebody is on shift again/);
});

test("a supervisor is rung, hears what is wrong and what to do, and has it with a key", async () => {
  const line = await night();
  await somebodyAnswers(line);
  const dana = line.network.phone(DANA, { answers: { afterMs: seconds(3) } });
  dana.onHears(/Press 1 if you have it/, (call) => call.presses("1"));
  const luc = line.network.phone(LUC, { answers: { afterMs: seconds(3) } });
  luc.onHears(/s'est arrêté/, (call) => call.hangsUp());
  await beside(line).looksFor(seconds(70), { everyMs: seconds(2), beating: false });
  const heard = line.network.log.entries.flatMap((entry) =>
    entry.kind === "heard" && entry.handset === DANA ? [entry.text] : [],
  );
  expect(heard.join(" ")).toMatch(/worker has stopped.*Press 1.*You hear no more of this until/);
  expect(line.requestsTo(dana)).toHaveLength(1);
  expect(line.requestsTo(luc)).toHaveLength(1);
  const events = await line.database.db.lineEvent.findMany();
  expect(events.map(({ kind, subject }) => [kind, subject])).toContainEqual(["pageTaken", "dana"]);
  expect(line.network.problems).toEqual([]);
});
