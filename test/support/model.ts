/**
 * What the line promises about silence, answers, drops and calling off, written a second time from DESIGN 3 and PRACTICE 8
 * to 19, and much smaller than the rules themselves. Seconds throughout, counted from the call's arrival. It says what must
 * be true after each step; it knows nothing of events, duties or alarms.
 */
export type Model = {
  now: number;
  company: "none" | "with" | "lost";
  line: "line" | "lost";
  watch: Watching | null;
  help: { readonly askedBy: string; answering: boolean } | null;
  /** How often help was asked for, and called off: no more, no less. */
  asked: number;
  calledOffBy: readonly string[];
  /** Called off, and nothing has been heard from that help since: it may still arrive. */
  mayStillCome: boolean;
  over: boolean;
  /** A deadline and the planned end fell in one outage: whether the end is looked at again is left open, and the story ends. */
  leftOpen: boolean;
};

type Deadline = {
  readonly kind: "checkIn" | "away" | "quiet" | "asked" | "reach";
  readonly due: number;
  /** Unanswered by then, help is asked for. */
  readonly help: number;
  readonly goOn: boolean;
};

type Watching = {
  readonly began: number;
  lastDose: number;
  agreed: number;
  deadline: Deadline;
  pace: "steady" | "slow" | "drowsy";
  promptInARow: number;
  plannedEnd: number;
  /** When the planned end is next looked at; never again once its moment was with a responder. */
  endLook: number;
  awayUsed: boolean;
  zeroPressed: boolean;
  texted: boolean;
};

const GRACE = 60;
const CLOSE = 45;
const MINUTES = 60;

export const atFirst = (): Model => ({
  now: 0,
  company: "none",
  line: "line",
  watch: null,
  help: null,
  asked: 0,
  calledOffBy: [],
  mayStillCome: false,
  over: false,
  leftOpen: false,
});

/** A watch whose silence still leads to help by itself. */
export const waited = (model: Model): Watching | null => (model.help === null ? model.watch : null);

/** The caller can be heard, and would be listened to. */
export const heard = (model: Model): Watching | null =>
  model.line === "line" ? waited(model) : null;

export const asksItself = ({ company }: Model): boolean => company !== "with";

const checkInFor = (now: number, every: number): Deadline => ({
  kind: "checkIn",
  due: now + every,
  help: now + every + GRACE,
  goOn: false,
});

export function usesNow(model: Model): void {
  if (model.watch !== null) return takesDose(model);
  model.watch = {
    began: model.now,
    lastDose: model.now,
    agreed: 120,
    deadline: checkInFor(model.now, 60),
    pace: "steady",
    promptInARow: 0,
    plannedEnd: model.now + 20 * MINUTES,
    endLook: model.now + 20 * MINUTES,
    awayUsed: false,
    zeroPressed: false,
    texted: false,
  };
}

export function takesDose(model: Model): void {
  if (model.watch === null) return usesNow(model);
  const { watch, now } = model;
  Object.assign(watch, { lastDose: now, plannedEnd: now + 20 * MINUTES });
  watch.endLook = watch.plannedEnd;
  if (heard(model) === null) return;
  Object.assign(watch, { deadline: checkInFor(now, 60), zeroPressed: false });
}

/** PRACTICE 8, 10, 18. */
function interval({ now, company }: Model, { pace, lastDose, agreed }: Watching): number {
  if (pace !== "steady" || company === "lost") return CLOSE;
  const fresh = now - lastDose < 10 * MINUTES;
  if (company === "none") return fresh ? 60 : 90;
  return fresh ? Math.min(agreed, 120) : agreed;
}

/** At the second or third ask, or at an ask that was not an ordinary check-in, an answer is late. */
function isPrompt(model: Model, { kind, due }: Deadline): boolean {
  if (kind !== "checkIn" && kind !== "away") return false;
  return model.now < due + (asksItself(model) ? 20 : 32);
}

export function beingAsked(model: Model, { kind, due }: Deadline): boolean {
  if (kind === "quiet") return model.now >= due + 8;
  if (kind !== "checkIn" && kind !== "away") return false;
  return model.now >= due + (asksItself(model) ? 0 : 32);
}

/** An answer: the interval begins again. Once help is out it is only told, and a person decides (promise 2). */
export function answers(model: Model): void {
  if (model.help !== null) model.help.answering = true;
  const watch = waited(model);
  if (watch === null) return;
  const prompt = isPrompt(model, watch.deadline);
  if (prompt) watch.promptInARow += 1;
  else goesSlow(watch);
  if (watch.promptInARow >= 2) watch.pace = "steady";
  if (watch.deadline.goOn) endsAt(watch, model.now + 20 * MINUTES);
  else if (!prompt) endsAt(watch, Math.max(watch.plannedEnd, model.now + 10 * MINUTES));
  watch.zeroPressed = false;
  watch.deadline = checkInFor(model.now, interval(model, watch));
}

function endsAt(watch: Watching, at: number): void {
  if (at === watch.plannedEnd) return;
  Object.assign(watch, { plannedEnd: at, endLook: at });
}

export function goesSlow(watch: Watching): void {
  if (watch.pace === "steady") watch.pace = "slow";
  watch.promptInARow = 0;
}

/** 0, then 0 again between two asks, is the caller's own goodbye (PRACTICE 10). */
export function pressesZero(model: Model): void {
  const watch = heard(model);
  if (watch?.zeroPressed === true) return goodbye(model);
  const betweenAsks = watch !== null && !beingAsked(model, watch.deadline);
  answers(model);
  if (watch !== null) watch.zeroPressed = betweenAsks;
}

export function nods(model: Model): void {
  const watch = waited(model);
  if (watch === null) return answers(model);
  endsAt(watch, Math.max(watch.plannedEnd, model.now + 10 * MINUTES));
  Object.assign(watch, { pace: "drowsy", promptInARow: 0, zeroPressed: false });
  watch.deadline = checkInFor(model.now, CLOSE);
}

/** Help comes sooner: never later than it would have. */
function sooner(model: Model, kind: "quiet" | "asked", after: number): void {
  const { watch, now } = model;
  if (watch === null) return;
  const help = Math.min(now + after, watch.deadline.help);
  watch.deadline = { kind, due: now, help, goOn: false };
}

export function goesQuiet(model: Model): void {
  if (model.help !== null || model.line === "lost") return;
  if (model.watch === null) usesNow(model);
  sooner(model, "quiet", 40);
  if (model.watch !== null) goesSlow(model.watch);
}

export const criesForHelp = (model: Model): void => {
  if (heard(model) !== null) sooner(model, "asked", 10);
};

export function stepsAway(model: Model): void {
  const watch = heard(model);
  if (watch === null || watch.awayUsed || watch.pace !== "steady") return;
  watch.awayUsed = true;
  const due = model.now + 3 * MINUTES;
  watch.deadline = { kind: "away", due, help: due + GRACE, goOn: false };
}

/** A drop is never a goodbye: the reach deadline replaces the other (promise 9). */
export function lineDrops(model: Model): void {
  model.line = "lost";
  const watch = waited(model);
  if (model.watch !== null) model.watch.texted = false;
  if (watch === null) return;
  const { deadline, plannedEnd, pace, promptInARow } = watch;
  const settled = model.now >= plannedEnd && pace === "steady" && promptInARow >= 2;
  const reach = model.now + (settled ? 10 * MINUTES : 90);
  const worried = deadline.kind === "quiet" || deadline.kind === "asked";
  const help = worried ? Math.min(reach, deadline.help) : reach;
  watch.deadline = { kind: "reach", due: model.now, help, goOn: false };
}

export function textsWell(model: Model): void {
  if (model.help !== null) model.help.answering = true;
  const watch = waited(model);
  if (watch === null || model.line === "line" || watch.texted) return;
  watch.texted = true;
  watch.deadline = { kind: "reach", due: model.now, help: model.now + 10 * MINUTES, goOn: false };
}

/** Known to be them, by a key or by the responder's ear: an answer, though its interval is the one before it. */
export function isBack(model: Model): void {
  if (model.line === "line") return;
  model.line = "line";
  if (model.help !== null) model.help.answering = true;
  const watch = waited(model);
  if (watch === null) return;
  watch.deadline = checkInFor(model.now, interval(model, watch));
  watch.promptInARow += 1;
  if (watch.promptInARow >= 2) watch.pace = "steady";
  watch.zeroPressed = false;
}

export function helpAsked(model: Model, askedBy: string): void {
  if (model.help !== null) return;
  model.help = { askedBy, answering: false };
  model.asked += 1;
  model.mayStillCome = false;
}

/** Only a person calls help off, by name; the watch goes on closely (promise 6). */
export function calledOff(model: Model, by: string): void {
  if (model.help === null) return;
  model.help = null;
  model.mayStillCome = true;
  model.calledOffBy = [...model.calledOffBy, by];
  const { watch, now } = model;
  if (watch === null) return;
  goesSlow(watch);
  watch.deadline =
    model.line === "line"
      ? checkInFor(now, CLOSE)
      : { kind: "reach", due: now, help: now + 90, goOn: false };
}

export function helpIsThere(model: Model): void {
  if (model.help === null && !model.mayStillCome) return;
  Object.assign(model, { help: null, watch: null, mayStillCome: false });
}

export function goodbye(model: Model): void {
  if (model.help !== null) return;
  Object.assign(model, { over: true, watch: null });
}

/** Time goes by, and nobody does anything: the only thing that sends help by itself. */
export function passes(model: Model, seconds: number): void {
  const until = model.now + seconds;
  for (let next = nextMoment(model); next <= until; next = nextMoment(model)) {
    model.now = Math.max(model.now, next);
    falls(model);
  }
  model.now = until;
}

/** The same, where nothing of ours was awake meanwhile: all that fell due is met at the end. */
export function sleeps(model: Model, seconds: number): void {
  model.now += seconds;
  const both = Math.max(waited(model)?.deadline.help ?? 0, model.watch?.endLook ?? Infinity);
  model.leftOpen = both <= model.now;
  while (nextMoment(model) <= model.now) falls(model);
}

const nextMoment = (model: Model): number =>
  Math.min(waited(model)?.deadline.help ?? Infinity, model.watch?.endLook ?? Infinity);

function falls(model: Model): void {
  const { watch, now } = model;
  if (watch === null) return;
  if (model.help === null && watch.deadline.help <= now) return helpAsked(model, "silence");
  const { kind, due } = watch.deadline;
  const underWay = kind !== "checkIn" || now >= due;
  const alone = model.help === null && asksItself(model);
  watch.endLook = alone && underWay ? now + GRACE : Infinity;
  if (alone && !underWay) {
    watch.deadline = { kind: "checkIn", due: now, help: now + GRACE, goOn: true };
  }
}
