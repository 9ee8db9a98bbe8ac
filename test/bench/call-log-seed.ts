import type { Client } from "pg";

/** Two years of a line, made by the database itself: the same every time, and as lopsided as life. */
export type Seeded = { readonly sessions: number; readonly eventsEach: number };

export const YEARS = { from: Date.UTC(2024, 10, 22), to: Date.UTC(2026, 10, 22) } as const;

/** How often each is met, in parts of ten thousand. */
const OUTCOMES = weights({
  well: 6_200,
  left: 1_400,
  notAUseCall: 900,
  wrongNumber: 500,
  unknown: 300,
  calledOff: 190,
  revived: 180,
  misuse: 150,
  takenToHospital: 120,
  refusedHelp: 57,
  died: 3,
});
const REACHED = weights({
  watching: 5_600,
  accompanied: 2_500,
  waiting: 1_350,
  helpArrived: 300,
  escalated: 170,
  helpTaken: 80,
});
const PROVINCES = weights({
  ON: 3_600,
  BC: 1_700,
  QC: 1_500,
  AB: 1_000,
  none: 1_000,
  MB: 350,
  SK: 300,
  NS: 200,
  NB: 150,
  NL: 90,
  PE: 50,
  YT: 25,
  NT: 20,
  NU: 15,
});
/** French is spoken in Quebec, and a little elsewhere. */
const FRENCH_IN_QUEBEC = 85;
const FRENCH_ELSEWHERE = 4;
const RESPONDERS = 60;

const KINDS = ["callArrived", "responderRung", "responderJoined", "planRecorded", "watchBegan"];

/** Writes them with triggers and foreign keys off: nothing refers to what is not there. */
export async function seed(client: Client, { sessions, eventsEach }: Seeded): Promise<void> {
  await client.query("SET session_replication_role = replica; SET synchronous_commit = off");
  await client.query("SET maintenance_work_mem = '512MB'; SET work_mem = '64MB'");
  await client.query("ALTER TABLE session_events DROP CONSTRAINT session_events_pkey");
  await client.query(SESSIONS, [
    sessions,
    new Date(YEARS.from).toISOString(),
    YEARS.to - YEARS.from,
  ]);
  await client.query("ALTER TABLE call_log DROP CONSTRAINT call_log_pkey");
  const { rows } = await client.query<{ name: string; made: string }>(INDEXES);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await client.query(LOG);
  await client.query("ALTER TABLE call_log ADD PRIMARY KEY (session_id, staff_id)");
  for (const { made } of rows) await client.query(made);
  await client.query(REVIEWS);
  await client.query(EVENTS, [eventsEach, KINDS]);
  await client.query("ALTER TABLE session_events ADD PRIMARY KEY (session_id, seq)");
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM ANALYZE sessions, session_events, call_log, reviews");
}

/** One throw of the dice for each session and question: a hash of its number. */
const dice = (question: string, sides: number): string =>
  `(abs(hashtext('${question}' || n)) % ${sides})`;

const picked = (die: string, from: readonly (readonly [string, number])[]): string =>
  `CASE ${from.map(([value, upTo]) => `WHEN ${die} < ${upTo} THEN '${value}'`).join(" ")} END`;

/** Ids are UUIDs of version 7, whose first bits are the time; the number is kept in the last. */
const SESSIONS = `
  INSERT INTO sessions (id, version, state, phase, responder_id, language, rehearsal, protocol_id, opened_at, closed_at, outcome)
  SELECT (lpad(to_hex(ms), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid, 20,
    jsonb_build_object('n', n, 'filler', repeat(md5(n::text), 40)), 'closed', NULL, 'en', n % 200 = 0, 'standard-1',
    to_timestamp(ms / 1000.0), to_timestamp(ms / 1000.0) + interval '1 minute' * (2 + n % 70), 'well'
  FROM (
    SELECT n, (extract(epoch FROM $2::timestamptz) * 1000)::bigint
      + (n::float8 / $1 * $3)::bigint + ${dice("minute", 60_000)} AS ms
    FROM generate_series(1, $1::int) AS n
  ) AS numbered`;

const INDEXES =
  "SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename = 'call_log' AND indexname LIKE '%_idx'";

const NUMBER = "('x' || right(id::text, 12))::bit(48)::bigint";

/** Each die is thrown once for a session, before anything is read off it. */
const LOG = `
  INSERT INTO call_log (session_id, staff_id, rehearsal, opened_at, language, province, outcome, reached)
  WITH thrown AS MATERIALIZED (
    SELECT id, rehearsal, opened_at, ${dice("french", 100)} AS french, ${dice("province", 10_000)} AS province,
      ${dice("outcome", 10_000)} AS outcome, ${dice("reached", 10_000)} AS reached,
      ${dice("who", RESPONDERS * RESPONDERS)} AS who, ${dice("relief", 160)} AS relief
    FROM (SELECT id, rehearsal, opened_at, ${NUMBER} AS n FROM sessions) AS numbered
  ),
  told AS MATERIALIZED (
    SELECT id, rehearsal, opened_at, french, who, relief, ${picked("province", PROVINCES)} AS province,
      ${picked("outcome", OUTCOMES)} AS outcome, ${picked("reached", REACHED)} AS reached
    FROM thrown
  )
  SELECT id, staff_id, rehearsal, opened_at,
    CASE WHEN french < CASE WHEN province = 'QC' THEN ${FRENCH_IN_QUEBEC} ELSE ${FRENCH_ELSEWHERE} END
      THEN 'fr' ELSE 'en' END,
    province, outcome, reached
  FROM told CROSS JOIN LATERAL (
    SELECT '' AS staff_id
    UNION ALL SELECT 'r' || floor(sqrt(who))::int WHERE reached <> 'waiting'
    UNION ALL SELECT 's' || relief WHERE relief < 8
  ) AS people`;

/** Most were looked at, three days later. */
const REVIEWS = `
  INSERT INTO reviews (session_id, rehearsal, opened_at, reviewed_by, reviewed_at)
  SELECT session_id, rehearsal, opened_at, CASE WHEN looked THEN 'dana' END,
    CASE WHEN looked THEN opened_at + interval '3 days' END
  FROM (SELECT *, session_id::text < '019a' AS looked FROM call_log) AS emergencies WHERE staff_id = '' AND reached IN ('escalated', 'helpTaken', 'helpArrived')`;

const EVENTS = `
  INSERT INTO session_events (session_id, seq, kind, data, at, cause)
  SELECT id, seq, kind, jsonb_build_object('kind', kind, 'at', extract(epoch FROM opened_at) * 1000, 'legId', id), opened_at + seq * interval '20 seconds', 'seed'
  FROM sessions
    CROSS JOIN LATERAL (
      SELECT seq, coalesce(($2::text[])[seq], 'checkInKept') AS kind FROM generate_series(1, $1::int) AS seq
    ) AS happened`;

/** Running totals. */
function weights(of: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  let total = 0;
  return Object.entries(of).map(([value, weight]) => {
    total += weight;
    return [value, total] as const;
  });
}
