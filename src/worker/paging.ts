import type { PagedPerson, WatchdogReads } from "../adapters/postgres/watchdog-reads.ts";
import type { Pager } from "../adapters/twilio/pager.ts";
import { spokenTime } from "../domain/words/spoken.ts";
import { pagerText, troubleText, type Trouble } from "../domain/words/troubles.ts";
import type { Instant } from "../domain/session/people.ts";
import { isRungFor, TAKEN_MS } from "../engine/vigil.ts";
import type { Line } from "../engine/ports.ts";

export type Paging = {
  readonly line: Pick<Line, "clock" | "log" | "voice">;
  readonly reads: Pick<WatchdogReads, "paged">;
  readonly pager: Pager;
  /** Where somebody's key is told, such as `https://line.example.org/twilio/pages/dana`. */
  readonly takenUrl: (staffId: string) => string;
};

/** People who can be told with the database gone: their numbers are kept in memory, and nowhere else. */
export type Pages = {
  /** Reads who is to be told. Rejects where the database does not answer; who was known stays known. */
  refresh(): Promise<void>;
  /** Whether it reached the carrier for anybody at all. */
  tell(troubles: readonly Trouble[]): Promise<boolean>;
  tellOver(troubles: readonly Trouble[]): Promise<void>;
};

const REFRESH_EVERY_MS = 10_000;
/** Callers' and desks' calls share the carrier's rate with these: between two of them there is room for one. */
const BETWEEN_CALLS_MS = 2_000;

export function createPages(paging: Paging): Pages {
  const { clock } = paging.line;
  let people: readonly PagedPerson[] = [];
  let readAt: Instant | null = null;
  return {
    async refresh() {
      const now = clock.now();
      if (readAt !== null && now - readAt < REFRESH_EVERY_MS) return;
      people = await paging.reads.paged(now);
      readAt = now;
    },

    async tell(troubles) {
      if (people.length === 0) {
        paging.line.log.error({ troubles }, "There is nobody to page: no supervisor has a phone");
        return false;
      }
      const texts = people.map((person) =>
        sendText(paging, person, texted(paging, person, troubles)),
      );
      const rung = troubles.some(isRungFor) ? await ringAll(paging, people, troubles) : false;
      return (await Promise.all(texts)).some(Boolean) || rung;
    },

    async tellOver(troubles) {
      const said = (person: PagedPerson) =>
        pagerText("over", person.language, {
          ...named(paging, person),
          over: troubleText(troubles, "over", person.language),
        });
      await Promise.all(people.map((person) => sendText(paging, person, said(person))));
    },
  };
}

const named = ({ line }: Paging, { language }: PagedPerson) => ({
  line: line.voice.lineName[language],
  time: spokenTime(line.clock.now() + TAKEN_MS, line.voice.timeZone, language),
});

const texted = (paging: Paging, person: PagedPerson, troubles: readonly Trouble[]): string =>
  pagerText("texted", person.language, {
    ...named(paging, person),
    wrong: troubleText(troubles, "wrong", person.language),
  });

const fromNumber = ({ line }: Paging): string => line.voice.fromNumber("supervisor", false);

async function sendText(paging: Paging, person: PagedPerson, body: string): Promise<boolean> {
  return reached(paging, person, () => paging.pager.text(person.phone, fromNumber(paging), body));
}

/** One after another, so that a call for a caller or a desk never waits behind more than one of them. */
async function ringAll(
  paging: Paging,
  people: readonly PagedPerson[],
  troubles: readonly Trouble[],
): Promise<boolean> {
  const { clock } = paging.line;
  let any = false;
  for (const [index, person] of people.entries()) {
    if (index > 0) await clock.until(clock.now() + BETWEEN_CALLS_MS);
    if (await reached(paging, person, () => ring(paging, person, troubles))) any = true;
  }
  return any;
}

function ring(paging: Paging, person: PagedPerson, troubles: readonly Trouble[]): Promise<void> {
  const { staffId, phone, language } = person;
  const values = named(paging, person);
  const wrong = troubleText(troubles, "wrong", language);
  return paging.pager.call({
    to: phone,
    from: fromNumber(paging),
    words: pagerText("called", language, { ...values, wrong }),
    press: pagerText("press", language, values),
    language,
    takenUrl: paging.takenUrl(staffId),
  });
}

async function reached(
  { line }: Paging,
  { staffId }: PagedPerson,
  send: () => Promise<void>,
): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (err) {
    line.log.error({ err, staffId }, "A page did not go out");
    return false;
  }
}
