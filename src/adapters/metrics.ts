import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Event } from "../domain/session/events.ts";
import { ENDINGS } from "../domain/session/people.ts";
import { allTroubles } from "../domain/words/troubles.ts";
import {
  APOLOGIES,
  CARRIER_ANSWERS,
  DUTY_CLASSES,
  FINDERS,
  PHONE_REQUESTS,
  SYNTHETIC_RESULTS,
  type Metrics,
} from "../engine/ports-metrics.ts";

/** What the carrier calls; whatever else it asks for is `other`. */
const WEBHOOKS = {
  "/twilio/voice/incoming": "incoming",
  "/twilio/voice/fallback": "fallback",
  "/twilio/legs/:legId": "leg",
  "/twilio/announcements/*": "announcement",
  "/twilio/status/legs/:legId": "status",
  "/twilio/status/incoming": "status",
  "/twilio/status/machines/:legId": "machine",
  "/twilio/status/conference/:sessionId": "conference",
  "/twilio/messages/incoming": "message",
  "/twilio/synthetic/:callId": "synthetic",
} as const;

/** The parts of the line that give a sign of life. */
export const PARTS = ["sweep", "queue", "api", "watchdog"] as const;

/** Every value any label of ours can have, by label. None of them comes from a caller, a name or a number. */
export const LABELS = {
  duty: DUTY_CLASSES,
  by: FINDERS,
  webhook: [...new Set(Object.values(WEBHOOKS)), "other"],
  answer: ["2xx", "4xx", "5xx"],
  where: APOLOGIES,
  rehearsal: ["yes", "no"],
  /** How a ring or a check-in ended, what became of a request to the carrier, or of a call of the line to itself. */
  result: [
    "taken",
    "yielded",
    ...ENDINGS,
    "kept",
    "missed",
    ...CARRIER_ANSWERS,
    ...SYNTHETIC_RESULTS,
  ],
  request: PHONE_REQUESTS,
  kind: allTroubles,
  part: PARTS,
} as const;

/** Seconds. Promises are made in whole seconds, and what is well takes a hundredth of one. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];

/** What the books said at one scrape. */
export type Books = {
  readonly owed: number;
  readonly overdue: number;
  readonly oldestOverdueMs: number;
  readonly sessionsOpen: number;
  readonly silentMs: ReadonlyMap<string, number>;
  readonly troubles: readonly string[];
  readonly watchdog: boolean;
};

export type LineMetrics = Metrics & {
  /** As the books are now; null: the database does not answer, and nothing is said of them. */
  asWritten(books: Books | null): void;
  /** Since when the queue has not been heard from in this process. */
  queueSilent(ms: () => number | null): void;
  /** Adds what the library knows of the process itself: `process_*` and `nodejs_*`. Once for each process. */
  ofProcess(): void;
  /** In the words Prometheus reads. */
  text(): Promise<string>;
  readonly contentType: string;
};

/** Every metric of the line, with its help and unit. */
export function createMetrics(): LineMetrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    ...inEngine(registers),
    ...atTheEdges(registers),
    asWritten: books(registers),
    queueSilent: queueGauge(registers),
    ofProcess: () => collectDefaultMetrics({ register: registry }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

type AtTheEdges = Pick<Metrics, "webhook" | "apologised" | "carrierAsked" | "syntheticEnded">;

function inEngine(registers: Registry[]): Omit<Metrics, keyof AtTheEdges> {
  const found = new Counter({
    name: "line_duties_found_total",
    help: "Duties found due, by what found them; the sweep also finds what is in hand",
    labelNames: ["by"],
    registers,
  });
  const failures = new Counter({
    name: "line_duty_failures_total",
    help: "Tries of a duty that failed; it stays owed",
    labelNames: ["duty"],
    registers,
  });
  const late = new Histogram({
    name: "line_duty_late_seconds",
    help: "From when a duty was due until its alarm was decided, or its act begun",
    labelNames: ["duty"],
    buckets: SECONDS,
    registers,
  });
  const gate = new Histogram({
    name: "line_gate_wait_seconds",
    help: "How long an outgoing call waited for its turn at the account's rate",
    buckets: SECONDS,
    registers,
  });
  const help = new Histogram({
    name: "line_help_request_seconds",
    help: "From when the first desk of an emergency was to be called until the carrier was asked for the call",
    labelNames: ["rehearsal"],
    buckets: SECONDS,
    registers,
  });
  // Counted from nothing on: what appears only when it first happens has no increase that a rule could see.
  for (const duty of DUTY_CLASSES) {
    late.zero({ duty });
    failures.inc({ duty }, 0);
  }
  for (const rehearsal of LABELS.rehearsal) help.zero({ rehearsal });
  return {
    dutyFound: (by) => found.inc({ by }),
    dutyFailed: (duty) => failures.inc({ duty }),
    dutyBegun: (duty, lateMs) => late.observe({ duty }, seconds(lateMs)),
    gatePassed: (afterMs) => gate.observe(seconds(afterMs)),
    helpRequested: (afterMs, rehearsal) =>
      help.observe({ rehearsal: yesOrNo(rehearsal) }, seconds(afterMs)),
    happened: happenings(registers),
  };
}

/** What a commit wrote, as far as anybody looks at it from outside. */
function happenings(registers: Registry[]): Metrics["happened"] {
  const counter = (name: string, help: string, more: readonly string[]) =>
    new Counter({ name, help, labelNames: ["rehearsal", ...more], registers });
  const calls = counter("line_calls_total", "Calls that opened a session", []);
  const rings = counter("line_rings_total", "Rings of responders, by how they ended", ["result"]);
  const checkIns = counter("line_check_ins_total", "Check-ins that were kept or missed", [
    "result",
  ]);
  const help = counter("line_help_asked_total", "Times help was asked for", []);
  return (events, isRehearsal) => {
    const rehearsal = yesOrNo(isRehearsal);
    for (const event of events) {
      if (event.kind === "callArrived") calls.inc({ rehearsal });
      if (event.kind === "helpAsked") help.inc({ rehearsal });
      const ring = ringResult(event);
      if (ring !== null) rings.inc({ rehearsal, result: ring });
      const checkIn = checkInResult(event);
      if (checkIn !== null) checkIns.inc({ rehearsal, result: checkIn });
    }
  };
}

function ringResult(event: Event): string | null {
  if (event.kind === "responderJoined") return "taken";
  if (event.kind === "ringYielded") return "yielded";
  return event.kind === "ringMissed" ? event.how : null;
}

function checkInResult({ kind }: Event): string | null {
  if (kind === "checkInKept") return "kept";
  return kind === "checkInMissed" ? "missed" : null;
}

function atTheEdges(registers: Registry[]): AtTheEdges {
  const webhooks = new Histogram({
    name: "line_webhook_seconds",
    help: "How long the carrier waited for our answer",
    labelNames: ["webhook"],
    buckets: SECONDS,
    registers,
  });
  const answers = new Counter({
    name: "line_webhooks_total",
    help: "What the carrier called, by how it was answered",
    labelNames: ["webhook", "answer"],
    registers,
  });
  const apologies = new Counter({
    name: "line_apologies_total",
    help: "Times somebody on a telephone was told to wait, because the line could not do its work",
    labelNames: ["where"],
    registers,
  });
  const carrier = new Histogram({
    name: "line_carrier_request_seconds",
    help: "How long the carrier took to do what it was asked",
    labelNames: ["request", "result"],
    buckets: SECONDS,
    registers,
  });
  const synthetic = new Histogram({
    name: "line_synthetic_call_seconds",
    help: "Calls of the line to itself, by how they ended, and how long they took",
    labelNames: ["result"],
    buckets: [10, 30, 60, 90, 120, 180, 240],
    registers,
  });
  for (const webhook of LABELS.webhook) {
    for (const answer of LABELS.answer) answers.inc({ webhook, answer }, 0);
  }
  for (const where of APOLOGIES) apologies.inc({ where }, 0);
  for (const result of SYNTHETIC_RESULTS) synthetic.zero({ result });
  return {
    webhook({ route, code, ms }) {
      const webhook = nameOf(route);
      webhooks.observe({ webhook }, seconds(ms));
      answers.inc({ webhook, answer: answerOf(code) });
    },
    apologised: (where) => apologies.inc({ where }),
    carrierAsked: (request, result, ms) => carrier.observe({ request, result }, seconds(ms)),
    syntheticEnded: (result, tookMs) => synthetic.observe({ result }, seconds(tookMs)),
  };
}

/** Gauges of what is written in Postgres: every process says the same of them. */
function books(registers: Registry[]): LineMetrics["asWritten"] {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const database = gauge("line_database_up", "Whether Postgres answered this scrape");
  const said = {
    owed: gauge("line_duties_owed", "What the line owes, now or later"),
    overdue: gauge("line_duties_overdue", "What it should have done by now"),
    oldest: gauge("line_duties_oldest_overdue_seconds", "How late a session's latest duty is"),
    open: gauge("line_sessions_open", "Sessions not yet closed"),
    watchdog: gauge("line_watchdog", "Whether the watchdog has looked lately"),
    trouble: gauge("line_trouble", "What the watchdog says is wrong", ["kind"]),
    silent: gauge("line_part_silent_seconds", "Since a part last gave a sign of life", ["part"]),
  };
  const forget = () => {
    for (const one of Object.values(said)) one.reset();
    for (const one of [said.owed, said.overdue, said.oldest, said.open, said.watchdog])
      one.remove();
  };
  forget();
  return (written) => {
    database.set(written === null ? 0 : 1);
    if (written === null) return forget();
    said.owed.set(written.owed);
    said.overdue.set(written.overdue);
    said.oldest.set(seconds(written.oldestOverdueMs));
    said.open.set(written.sessionsOpen);
    said.watchdog.set(written.watchdog ? 1 : 0);
    for (const kind of allTroubles)
      said.trouble.set({ kind }, written.troubles.includes(kind) ? 1 : 0);
    for (const part of PARTS) {
      const ms = written.silentMs.get(part);
      if (ms !== undefined) said.silent.set({ part }, seconds(ms));
    }
  };
}

function queueGauge(registers: Registry[]): LineMetrics["queueSilent"] {
  let silentMs: () => number | null = () => null;
  const gauge: Gauge = new Gauge({
    name: "line_queue_silent_seconds",
    help: "Since this worker last had word from its queue",
    registers,
    collect() {
      const ms = silentMs();
      if (ms === null) gauge.remove();
      else gauge.set(seconds(ms));
    },
  });
  return (ms) => {
    silentMs = ms;
  };
}

/** A clock that was set back makes nothing early. */
const seconds = (ms: number): number => Math.max(0, ms) / 1_000;
const yesOrNo = (is: boolean): "yes" | "no" => (is ? "yes" : "no");
/** Redirects and the like are no answer of ours to the carrier: they would be as wrong as any. */
const answerOf = (code: number): (typeof LABELS.answer)[number] => {
  if (code < 300) return "2xx";
  return code < 500 ? "4xx" : "5xx";
};

const isNamed = (route: string): route is keyof typeof WEBHOOKS => route in WEBHOOKS;
const nameOf = (route: string | undefined): string =>
  route !== undefined && isNamed(route) ? WEBHOOKS[route] : "other";
