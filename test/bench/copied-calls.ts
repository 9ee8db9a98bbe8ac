import { rowsOf, type Stage } from "./stage.ts";

/** What reaches the carrier is named after the session without its dashes, up to here. */
const SHORT = 31;

/**
 * Copies the newest `of` sessions so often, with all that was ever written about each, under ids of their own (UUIDs of version 8, at the
 * same time as the session they copy): a line that has ten thousand calls behind it, within a minute.
 */
export async function copyCalls(stage: Stage, of: number, times: number): Promise<void> {
  await rowsOf(
    stage,
    `DO $$
    DECLARE place record;
    BEGIN
      SET LOCAL session_replication_role = replica;
      CREATE TEMP TABLE copied ON COMMIT DROP AS
        SELECT newest.id AS was,
          overlay(newest.id::text placing '8' || lpad(to_hex(n), 3, '0') from 15 for 4)::uuid AS is_now
        FROM (SELECT id FROM sessions ORDER BY opened_at DESC, id DESC LIMIT ${of}) AS newest
          CROSS JOIN generate_series(1, ${times}) AS n;
      FOR place IN
        SELECT c.table_name AS name, c.column_name AS key,
          CASE WHEN own.data_type = 'uuid' AND c.column_name <> 'id'
            THEN $q$jsonb_build_object('id', gen_random_uuid())$q$ ELSE $q$'{}'::jsonb$q$ END AS anew
        FROM information_schema.columns c
          LEFT JOIN information_schema.columns own ON own.table_schema = c.table_schema
            AND own.table_name = c.table_name AND own.column_name = 'id'
        WHERE c.table_schema = 'public'
          AND (c.column_name = 'session_id' OR (c.table_name = 'sessions' AND c.column_name = 'id'))
        ORDER BY c.table_name <> 'sessions'
      LOOP
        EXECUTE format(
          $q$INSERT INTO %1$I OVERRIDING USER VALUE
            SELECT copy.* FROM %1$I AS one JOIN copied ON one.%2$I = copied.was
              CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$I, ${RENAMED} || %3$s) AS copy$q$,
          place.name, place.key, place.anew);
      END LOOP;
    END $$`,
  );
}

const short = (id: string): string => `left(replace(${id}::text, '-', ''), ${SHORT})`;

const RENAMED = `replace(replace(to_jsonb(one)::text, copied.was::text, copied.is_now::text),
  ${short("copied.was")}, ${short("copied.is_now")})::jsonb`;
