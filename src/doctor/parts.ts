import { broken, ok, look, type Finding } from "./finding.ts";

export type PartsAsked = {
  readonly now: number;
  /** The last sign of life of each part, by name. */
  readonly signs: ReadonlyMap<string, number>;
  /** What the watchdog says is wrong. */
  readonly troubles: readonly string[];
};

type Part = {
  readonly sign: string;
  readonly name: string;
  readonly called: string;
  readonly silentMs: number;
  readonly means: string;
  readonly start: string;
};

const PARTS: readonly Part[] = [
  {
    sign: "api",
    name: "webServerSilent",
    called: "web server",
    silentMs: 10_000,
    means: "No call is answered, and no console is heard.",
    start: "node src/main.ts api",
  },
  {
    sign: "sweep",
    name: "workerSilent",
    called: "worker",
    silentMs: 10_000,
    means: "No check-in is asked and no help is sent.",
    start: "node src/main.ts worker",
  },
  {
    sign: "watchdog",
    name: "watchdogSilent",
    called: "watchdog",
    silentMs: 15_000,
    means: "Should anything else fail, nobody is told.",
    start: "node src/main.ts watchdog",
  },
];

/** Whether the line runs, and what it says of itself. */
export function partFindings({ now, signs, troubles }: PartsAsked): readonly Finding[] {
  const silent = PARTS.filter(({ sign, silentMs }) => now - (signs.get(sign) ?? 0) > silentMs);
  if (silent.length === PARTS.length) return [notRunning];
  const gone = silent.map(({ name, called, means, start }) =>
    broken(name, `No ${called} has been heard of lately.`, { means, mend: start }),
  );
  return [
    ...(gone.length > 0 ? gone : [ok("parts", "Web server, worker and watchdog are there.")]),
    ...queue(now, signs),
    ...(troubles.length === 0 ? [] : [watchdogSays(troubles)]),
  ];
}

const notRunning = broken("lineNotRunning", "No part of the line runs on this database.", {
  means: "No call is answered by us.",
  mend: "npm start, or on several machines: node src/main.ts api | worker | watchdog",
});

const QUEUE_SILENT_MS = 15_000;

function queue(now: number, signs: PartsAsked["signs"]): readonly Finding[] {
  if (now - (signs.get("queue") ?? 0) <= QUEUE_SILENT_MS) return [];
  return [
    look("queueSilent", "The alarm queue has been silent.", {
      means: "The sweep carries the line, up to a second late.",
      mend: "See Redis above; without Redis: restart the worker.",
    }),
  ];
}

const watchdogSays = (troubles: readonly string[]): Finding =>
  broken("watchdogSays", `The watchdog says: ${troubles.join(", ")}.`, {
    means: "It rings or texts whoever supervises, if it can reach them.",
    mend: "docs/runbook.md, What a page means: the watchdog's own.",
  });
