/**
 * The protocol in numbers. Every default is PRACTICE's; a medical lead may publish another version (a row of `protocols`,
 * signed by name). A session carries the version it began with in its first event, so `decide` reads only the session.
 * All durations are milliseconds.
 */
export type Numbers = {
  /** When each circle of people is rung, counted from the first ring (PRACTICE 1). */
  readonly ringSecondMs: number;
  readonly ringAllMs: number;
  readonly ringAnyLanguageMs: number;
  readonly tellSupervisorsMs: number;
  readonly ringOnCallMs: number;
  readonly ringSupervisorsMs: number;
  readonly ringAgainMs: number;
  readonly ringHoldsMs: number;
  readonly wordEveryMs: number;
  /** Check-ins (PRACTICE 8). */
  readonly firstCheckInMs: number;
  readonly accompaniedMs: number;
  readonly accompaniedMinMs: number;
  readonly accompaniedMaxMs: number;
  readonly freshDoseMs: number;
  readonly freshDoseMaxMs: number;
  readonly aloneFreshMs: number;
  readonly aloneMs: number;
  readonly closeMs: number;
  /** What happens inside the grace after a due check-in, counted from the due moment (PRACTICE 9). */
  readonly graceMs: number;
  readonly chimeMs: number;
  readonly announceMs: number;
  readonly askSecondMs: number;
  readonly askThirdMs: number;
  readonly aloneSecondMs: number;
  readonly aloneThirdMs: number;
  readonly listenEndsBeforeMs: number;
  /** Gone quiet (PRACTICE 12). */
  readonly quietMs: number;
  readonly quietSecondMs: number;
  readonly quietThirdMs: number;
  /** Stepped away (PRACTICE 13). */
  readonly awayMs: number;
  readonly awayAfterDoseMs: number;
  /** A caller alone asked for help in words (PRACTICE 10). */
  readonly askedForHelpMs: number;
  /** Planned time (PRACTICE 15). */
  readonly watchMs: number;
  readonly watchAfterDrowsyMs: number;
  /** The line dropped (PRACTICE 19). */
  readonly callBackFirstMs: number;
  readonly callBackEveryMs: number;
  readonly callBackSettledEveryMs: number;
  readonly callBackSettledTries: number;
  readonly reachMs: number;
  readonly reachSettledMs: number;
  /** Sending help (PRACTICE 22, 23, 27). */
  readonly fullBriefMs: number;
  readonly briefReadMs: number;
  readonly nextRouteMs: number;
  readonly nextRoundMs: number;
  readonly arrivalMs: number;
  readonly arrivalEveryMs: number;
  readonly openLineMs: number;
  readonly trustedEveryMs: number;
  readonly trustedFirstMs: number;
  readonly speakerAgainMs: number;
  /** Promises made to somebody who waits (PRACTICE F), to a responder after an emergency, and how long an address is kept (PRACTICE E). */
  readonly callBackPromiseMs: number;
  readonly debriefWithinMs: number;
  readonly planKeptMs: number;
  readonly planKeptEmergencyMs: number;
  /** When a caller who may be called after an emergency is; without that, how long its address is kept. */
  readonly followUpMs: number;
};

export type Protocol = {
  readonly id: string;
  readonly numbers: Numbers;
  /** Refused by the database outside rehearsals. */
  readonly rehearsalOnly: boolean;
};

const seconds = (n: number) => n * 1_000;
const minutes = (n: number) => n * 60_000;

/** PRACTICE's defaults. */
export const standard: Protocol = {
  id: "standard-1",
  rehearsalOnly: false,
  numbers: {
    ringSecondMs: seconds(8),
    ringAllMs: seconds(16),
    ringAnyLanguageMs: seconds(20),
    tellSupervisorsMs: seconds(30),
    ringOnCallMs: seconds(45),
    ringSupervisorsMs: seconds(60),
    ringAgainMs: seconds(20),
    ringHoldsMs: seconds(20),
    wordEveryMs: seconds(12),
    firstCheckInMs: seconds(60),
    accompaniedMs: seconds(120),
    accompaniedMinMs: seconds(30),
    accompaniedMaxMs: seconds(180),
    freshDoseMs: minutes(10),
    freshDoseMaxMs: seconds(120),
    aloneFreshMs: seconds(60),
    aloneMs: seconds(90),
    closeMs: seconds(45),
    graceMs: seconds(60),
    chimeMs: seconds(10),
    announceMs: seconds(20),
    askSecondMs: seconds(32),
    askThirdMs: seconds(44),
    aloneSecondMs: seconds(20),
    aloneThirdMs: seconds(40),
    listenEndsBeforeMs: seconds(5),
    quietMs: seconds(40),
    quietSecondMs: seconds(8),
    quietThirdMs: seconds(20),
    awayMs: minutes(3),
    awayAfterDoseMs: minutes(5),
    askedForHelpMs: seconds(10),
    watchMs: minutes(20),
    watchAfterDrowsyMs: minutes(10),
    callBackFirstMs: seconds(5),
    callBackEveryMs: seconds(25),
    callBackSettledEveryMs: seconds(72),
    callBackSettledTries: 5,
    reachMs: seconds(90),
    reachSettledMs: minutes(10),
    fullBriefMs: seconds(20),
    briefReadMs: seconds(40),
    nextRouteMs: seconds(45),
    nextRoundMs: seconds(5),
    arrivalMs: minutes(8),
    arrivalEveryMs: minutes(4),
    openLineMs: seconds(30),
    trustedEveryMs: seconds(60),
    trustedFirstMs: seconds(45),
    speakerAgainMs: seconds(10),
    callBackPromiseMs: minutes(15),
    debriefWithinMs: minutes(24 * 60),
    planKeptMs: minutes(60),
    planKeptEmergencyMs: minutes(7 * 24 * 60),
    followUpMs: minutes(24 * 60),
  },
};

/** Short enough to be watched from start to end; only rehearsals may use it. */
export const brisk: Protocol = {
  id: "brisk-1",
  rehearsalOnly: true,
  numbers: {
    ...standard.numbers,
    ringSecondMs: seconds(2),
    ringAllMs: seconds(4),
    ringAnyLanguageMs: seconds(5),
    tellSupervisorsMs: seconds(6),
    ringOnCallMs: seconds(7),
    ringSupervisorsMs: seconds(9),
    ringAgainMs: seconds(8),
    ringHoldsMs: seconds(8),
    firstCheckInMs: seconds(8),
    accompaniedMs: seconds(15),
    accompaniedMinMs: seconds(5),
    aloneFreshMs: seconds(10),
    aloneMs: seconds(10),
    closeMs: seconds(8),
    graceMs: seconds(24),
    chimeMs: seconds(2),
    announceMs: seconds(4),
    askSecondMs: seconds(9),
    askThirdMs: seconds(15),
    aloneSecondMs: seconds(8),
    aloneThirdMs: seconds(15),
    listenEndsBeforeMs: seconds(2),
    quietMs: seconds(16),
    quietSecondMs: seconds(3),
    quietThirdMs: seconds(9),
    awayMs: seconds(15),
    callBackFirstMs: seconds(2),
    callBackEveryMs: seconds(8),
    reachMs: seconds(30),
    callBackSettledEveryMs: seconds(10),
    reachSettledMs: seconds(60),
    fullBriefMs: seconds(5),
    briefReadMs: seconds(40),
    nextRouteMs: seconds(10),
    arrivalMs: seconds(10),
    arrivalEveryMs: seconds(10),
    openLineMs: seconds(10),
    trustedFirstMs: seconds(10),
    callBackPromiseMs: seconds(60),
  },
};
