import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";

import type { VaultKey } from "../../src/adapters/vault.ts";
import { handle } from "../../src/engine/handle.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { recordingFor } from "../../src/engine/recordings.ts";
import { compose } from "../../src/line.ts";
import { keptLog } from "../support/kept-log.ts";
import { masterKey } from "../support/keyring.ts";
import { minutes, night, PUBLIC, seconds, type Night } from "../support/night.ts";
import { arrived } from "../support/steps.ts";

const PLACE = { ...blankPlan, address: "1 Fictional Lane", callerNumber: "+15555550142" };
const VOICE = new TextEncoder().encode("my own voice");

async function sealedCall({ line, give }: Night): Promise<string> {
  const id = uuid();
  await give(id, arrived({ legId: `leg-${id}`, rehearsal: true }));
  await line.plans.write(id, PLACE, line.clock.now());
  await line.recordings.write(id, 1, VOICE, line.clock.now());
  return id;
}

/** Another process of the same line, with these master keys. */
async function processWith(line: Night, vaultKeys: readonly VaultKey[]) {
  const { secrets } = line.settings;
  const settings = { ...line.settings, secrets: { ...secrets, vaultKeys: [...vaultKeys] } };
  const log = keptLog();
  const at = { databaseUrl: line.database.url, apiBaseUrl: line.carrierUrl };
  const alarms = { set: () => undefined, close: () => Promise.resolve() };
  const clock = { ...line.clock, start: () => Promise.resolve(), stop: () => undefined };
  const process = await compose(settings, at, log, { clock, alarms });
  onTestFinished(() => process.close());
  return { ...process, log };
}

/** The leg of that call, still up. */
async function legOf({ line }: Night, sessionId: string): Promise<string> {
  const at = line.clock.now();
  const leg = {
    id: `leg-${sessionId}`,
    sessionId,
    role: "caller",
    party: null,
    dutyId: null,
  } as const;
  const standing = {
    callSid: `CA${sessionId}`,
    language: "en",
    via: null,
    rehearsal: true,
  } as const;
  const ended = { endedAt: null, endedHow: null, movedAt: null } as const;
  await line.legs.add({
    ...leg,
    ...standing,
    ...ended,
    attempt: 0,
    requestedAt: at,
    answeredAt: at,
  });
  return leg.id;
}

const flipped = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes;
};

test("without the master key that sealed, a process says at its start what it cannot do, refuses what it cannot read, and seals what comes in", async () => {
  const line = await night();
  const id = await sealedCall(line);
  const without = await processWith(line, [masterKey("young")]);
  expect(without.vault.shut()).not.toEqual([]);
  expect(without.log.errors.join("\n")).toMatch(
    /cannot be opened with the keys this process was given.*Calls are answered/,
  );
  expect(await without.line.plans.read(id)).toBeNull();
  expect(await without.line.plans.shut(id)).toBe(true);
  await expect(without.line.recordings.read(id, 1)).rejects.toThrow(/key/);
  const next = uuid();
  const at = line.clock.now();
  const arrival = { ...arrived({ legId: `leg-${next}`, rehearsal: true }), id: "a", at };
  await handle(without.line, next, arrival);
  await without.line.plans.write(next, PLACE, at);
  expect(await without.line.plans.read(next)).toEqual(PLACE);
});

test.each(["plan", "recording", "key"] as const)(
  "a %s that was tampered with: refused and said in the log; calls come in, are answered and sealed as ever",
  async (what) => {
    const line = await night();
    const { db } = line.database;
    const id = await sealedCall(line);
    const where = { sessionId: id };
    if (what === "plan") {
      const { sealed } = await db.plan.findUniqueOrThrow({ where });
      await db.plan.update({ where, data: { sealed: flipped(sealed) } });
    } else if (what === "recording") {
      const { sealed } = await db.recording.findFirstOrThrow({ where });
      await db.recording.updateMany({ where, data: { sealed: flipped(sealed) } });
    } else {
      const { sealed } = await db.dataKey.findFirstOrThrow({ where });
      await db.dataKey.updateMany({ where, data: { sealed: flipped(sealed) } });
    }
    const fresh = await processWith(line, line.settings.secrets.vaultKeys);
    expect(await fresh.line.plans.shut(id)).toBe(what !== "recording");
    const voice = fresh.line.recordings.read(id, 1).then(
      () => "it opens",
      (err: unknown) => String(err),
    );
    expect(await voice).toMatch(what === "plan" ? /^it opens$/ : /does not open/);
    await fresh.line.plans.read(id);
    expect(await recordingFor(fresh.line, await legOf(line, id), 1)).toEqual(
      what === "plan" ? Buffer.from(VOICE) : null,
    );
    expect(fresh.log.errors.join("\n")).toMatch(/does not open|could not be opened/);

    await line.give(id, { kind: "closed", by: "dana", outcome: "well" });
    const robin = await line.responder("robin");
    await line.network.phone("+15555550187").calls(PUBLIC);
    await line.passes(seconds(12));
    await robin.records({ address: "2 Fictional Lane", place: "exact", province: "ON" });
    const session = await robin.session();
    expect(session.company.state).toBe("with");
    expect(await line.line.plans.read(session.id)).toMatchObject({ address: "2 Fictional Lane" });
    await robin.hearsGoodbye();
    await line.passes(minutes(2));
    line.log.forgetErrors();
  },
);
