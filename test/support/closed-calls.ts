import type { Database } from "../../src/adapters/postgres/client.ts";

type Like = {
  readonly province?: string;
  readonly language?: string;
  readonly outcome?: string;
  readonly took?: readonly string[];
  readonly rehearsal?: boolean;
};

/** So many sessions that closed then, each as these words say; no events of theirs. */
export async function closedCalls(
  db: Database,
  closedAt: number,
  number: number,
  like: Like = {},
): Promise<void> {
  const { province = "ON", language = "en", outcome = "well", took = [], rehearsal = false } = like;
  const state = { plan: { province }, doses: took.map((substance) => ({ substance })) };
  const at = new Date(closedAt);
  await db.$executeRaw`
    INSERT INTO sessions (id, version, state, phase, language, rehearsal, protocol_id, opened_at, closed_at, outcome)
    SELECT gen_random_uuid(), 1, ${JSON.stringify(state)}::jsonb, 'closed', ${language}, ${rehearsal}, 'standard-1',
      ${at}, ${at}, ${outcome}
    FROM generate_series(1, ${number}::int)`;
}
