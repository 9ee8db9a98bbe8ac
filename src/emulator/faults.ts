import { z } from "zod";
import type { Log } from "./log.ts";
import { seededRandom } from "./random.ts";

const delay = z.strictObject({ delayMs: z.number().int().positive() });

const common = {
  /** Which ones: each named field must fit its regular expression. All, when left out. */
  match: z.record(z.string(), z.string().refine(isPattern, "not a regular expression")).optional(),
  /** How many of those, from 0 to 1, by `seed`. All, when left out. */
  probability: z.number().min(0).max(1).optional(),
  /** The dice of this rule; the network's seed and the rule's place when left out. */
  seed: z.number().int().nonnegative().optional(),
  /** Only the next so many; for good when left out. */
  next: z.number().int().positive().optional(),
};

/**
 * One thing that goes wrong, as `POST /control/faults` takes it: `on` says to what, `effect` what happens. Fields that
 * `match` can name are in brackets; rules are tried in the order they came, and all that fit take effect.
 *
 * - `webhook`: everything the network asks of the line, callbacks too [`purpose` (voice, action, fallback, wait,
 *   announce, sms, status, conference, messageStatus), `path`, and every parameter: CallStatus, StatusCallbackEvent …].
 *   `drop`: a callback never comes; a document cannot be had (11205). `reorder`: held back until the next webhook about
 *   the same call or conference has gone, two seconds at most. The answer to the copy of a `duplicate` goes nowhere.
 * - `rest`: what the line asks [`method`, `path` after the account, and every parameter]. `serverError` is 500,
 *   `tooManyRequests` 429 with 20429, `hang` no answer at all: none of these is acted on. `actThenHang` is acted on and
 *   never answered; `delayMs` is acted on at once and answered late.
 * - `list`: calls younger than this are not listed yet [`path`, and every parameter].
 * - `ring`: an outgoing call meets something else than its telephone would do [`handset`, `To`, `From`].
 * - `join`: a call is sent to a conference and never gets there: silence [`handset`, `To`, `From`, `FriendlyName`].
 * - `cancel`: whoever is rung picks up just before the line's `Status` update arrives [`handset`, `To`, `From`, `Status`].
 * - `press`: keys are sent as sound, which the network does not understand [`handset`, `digits`].
 * - `speech`: somebody's words are too faint for anybody, or recognised with this confidence (null: none is given)
 *   [`handset`, `text`].
 * - `incoming`: the caller ID shown, such as `anonymous`, or a number withheld the old way [`handset`, `To`, `From`].
 */
export const faultRule = z.discriminatedUnion("on", [
  z.strictObject({
    on: z.literal("webhook"),
    effect: z.union([z.enum(["drop", "duplicate", "reorder"]), delay]),
    ...common,
  }),
  z.strictObject({
    on: z.literal("rest"),
    effect: z.union([z.enum(["serverError", "tooManyRequests", "hang", "actThenHang"]), delay]),
    ...common,
  }),
  z.strictObject({
    on: z.literal("list"),
    effect: z.strictObject({ lagMs: z.number().int().positive() }),
    ...common,
  }),
  z.strictObject({
    on: z.literal("ring"),
    effect: z.enum(["never", "busy", "rejects", "voicemail", "unreachable"]),
    ...common,
  }),
  z.strictObject({ on: z.literal("join"), effect: z.literal("never"), ...common }),
  z.strictObject({ on: z.literal("cancel"), effect: z.literal("answeredFirst"), ...common }),
  z.strictObject({ on: z.literal("press"), effect: z.literal("inBand"), ...common }),
  z.strictObject({
    on: z.literal("speech"),
    effect: z.union([
      z.literal("nothing"),
      z.strictObject({ confidence: z.number().min(0).max(1).nullable() }),
    ]),
    ...common,
  }),
  z.strictObject({
    on: z.literal("incoming"),
    effect: z.strictObject({ from: z.string() }),
    ...common,
  }),
]);

type FaultRule = z.infer<typeof faultRule>;
type FaultOn = FaultRule["on"];
export type EffectOn<On extends FaultOn> = Extract<FaultRule, { on: On }>["effect"];

/** A rule in force, and how often it has befallen something. */
type StandingFault = FaultRule & { id: number; met: number };

/** What goes wrong on this network: nothing until somebody adds a rule. Each time is in the log as `faulted`. */
export type Faults = {
  /** In force from now on; `id` counts from 1. */
  add(rule: FaultRule): StandingFault;
  /** The rules, and how often each effect has befallen each kind, such as `{ "status drop": 2 }`. */
  show(): { faults: readonly StandingFault[]; counts: Readonly<Record<string, number>> };
  /** Ends every rule and forgets the counts. */
  clear(): void;
  /** What befalls this one. `sid` is the call, conference or message it is about, or empty. */
  befalling<On extends FaultOn>(
    on: On,
    about: { sid: string; fields: Readonly<Record<string, string>> },
  ): readonly EffectOn<On>[];
};

type Rule = { fault: StandingFault; dice: () => number };

export function createFaults(log: Pick<Log, "append">, seed: number): Faults {
  let rules: Rule[] = [];
  let added = 0;
  const counts = new Map<string, number>();
  return {
    add(rule) {
      added += 1;
      const fault = { ...rule, id: added, met: 0 };
      rules.push({ fault, dice: seededRandom(rule.seed ?? seed + added) });
      return fault;
    },
    show: () => ({
      faults: rules.map(({ fault }) => fault),
      counts: Object.fromEntries(counts),
    }),
    clear() {
      rules = [];
      counts.clear();
    },
    befalling: (on, about) =>
      rules.flatMap((rule) => {
        const { fault } = rule;
        const befalls: Befalls<unknown> = fault;
        if (!isOn(befalls, on) || !meets(rule, about.fields)) return [];
        fault.met += 1;
        const what = on === "webhook" ? (about.fields["purpose"] ?? on) : on;
        const effect = effectName(fault.effect);
        const count = `${what} ${effect}`;
        counts.set(count, (counts.get(count) ?? 0) + 1);
        log.append({ kind: "faulted", fault: fault.id, what, effect, sid: about.sid });
        return [befalls.effect];
      }),
  };
}

type Befalls<Effect> = { on: FaultOn; effect: Effect };

function isOn<On extends FaultOn>(fault: Befalls<unknown>, on: On): fault is Befalls<EffectOn<On>> {
  return fault.on === on;
}

function meets({ fault, dice }: Rule, fields: Readonly<Record<string, string>>): boolean {
  if (fault.next !== undefined && fault.met >= fault.next) return false;
  const named = Object.entries(fault.match ?? {});
  if (!named.every(([name, pattern]) => new RegExp(pattern).test(fields[name] ?? ""))) return false;
  return fault.probability === undefined || dice() < fault.probability;
}

/** The kind of effect, without its numbers: what is counted. */
function effectName(effect: FaultRule["effect"]): string {
  if (typeof effect === "string") return effect;
  if ("delayMs" in effect) return "delay";
  if ("lagMs" in effect) return "lag";
  return "confidence" in effect ? "confidence" : "from";
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== "";
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
