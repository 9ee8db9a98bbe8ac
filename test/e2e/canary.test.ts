import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { minutes, night, PUBLIC, seconds, TRUSTED } from "../support/night.ts";

/** Distinctive enough that finding one anywhere is a leak. */
const CANARY = {
  number: "+15555550187",
  address: "77 Marzipan Crescent, basement",
  municipality: "Kettlewick",
  wayIn: "key under the flamingo",
  name: "Quixby",
  trusted: "Zebulon",
} as const;

/** The vault's own tables hold sealed bytes only; these hold everything else there is. */
const TABLES = [
  "sessions",
  "session_events",
  "session_inputs",
  "line_events",
  "duties",
  "claims",
  "legs",
  "lost_lines",
  "plans",
  "notes",
  "staff",
  "shifts",
  "presence",
] as const;

test("where somebody is, who they are and their number are nowhere but in the vault", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const dana = await line.supervisor();
  const desk = line.desk();
  const caller = line.network.phone(CANARY.number, { answers: "never" });
  line.network.phone(TRUSTED, { answers: "never" });

  const call = await caller.calls(PUBLIC);
  await line.passes(seconds(12));
  await robin.records({
    place: "exact",
    address: CANARY.address,
    municipality: CANARY.municipality,
    province: "ON",
    wayIn: CANARY.wayIn,
    callerName: CANARY.name,
    trusted: { name: CANARY.trusted, number: TRUSTED },
    othersThere: "nobody",
    mayText: true,
    numberGiven: true,
  });
  await robin.startsWatch();
  await line.passes(seconds(20));
  await call.drops();
  await caller.texts(PUBLIC, `I am at ${CANARY.address}`);
  await line.passes(minutes(2));
  await (await desk.isRung()).hears(/77 Marzipan Crescent/);
  await dana.pages.receives(/Help is being sent/);
  expect(await everythingWritten(line)).toEqual([]);
  await line.endsByHand();
  expect(await everythingWritten(line)).toEqual([]);
  await atRest(line);

  expect(
    line.network.log.entries
      .filter((e) => e.kind === "messageSent")
      .map((e) => e.body)
      .join(),
  ).not.toMatch(secrets());
  async function everythingWritten({ database, log }: typeof line): Promise<readonly string[]> {
    const found = log.lines.filter((text) => secrets().test(text));
    for (const table of TABLES) {
      const rows = await database.pool.query<{ row: string }>(
        `SELECT to_json(t)::text AS row FROM ${table} t`,
      );
      for (const { row } of rows.rows) if (secrets().test(row)) found.push(`${table}: ${row}`);
    }
    return found;
  }
});

test("an hour after goodbye the address is erased, and the erasure is written down", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  await line.accompanied(robin);
  const { id } = await robin.session();
  await robin.hearsGoodbye();
  await line.passes(minutes(59));
  expect(await line.line.plans.read(id)).not.toBeNull();
  await line.passes(minutes(2));
  expect(await line.line.plans.read(id)).toBeNull();
  const events = await line.line.store.events(id);
  expect(events.at(-1)?.kind).toBe("planErased");

  await atRest(line);
});

const secrets = () =>
  new RegExp(
    [
      CANARY.number.slice(1),
      "Marzipan",
      "Kettlewick",
      "flamingo",
      "Quixby",
      "Zebulon",
      TRUSTED.slice(1),
    ].join("|"),
    "i",
  );
