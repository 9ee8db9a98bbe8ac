/** The rule each number is counted by, for the console. docs/words-for-review.md lists them. */
export const measuresEn = {
  callers:
    "Calls that could be answered by a person. Left out: rehearsals, test calls, restricted callers, and whoever was cut off and went back to the call before.",
  answered: "Callers a person of ours was with, however late.",
  answeredIn20s: "Callers a person was with 20 seconds or less after the call came in.",
  abandoned:
    "Callers who hung up 20 seconds or more after calling, before anybody was there, without check-ins and without asking for a call-back.",
  abandonedEarly: "The same, but sooner than 20 seconds: wrong numbers, or a change of mind.",
  lineAlone: "Nobody came, and the line itself checked on them or sent help.",
  callBackAsked: "Nobody came, and they asked to be called back.",
  restricted: "Calls of restricted callers, for whom nobody is rung. Not among the callers.",
  nobodyFreeMinutes:
    "Minutes in which nobody on the line was free: on shift, not on a break or resting, reachable, and with no caller or desk. On call and supervising do not count.",
  shortMinutes: "Minutes in which fewer people were free than the minimum set for that hour.",
  reachable: "How many people on the line a ring could reach, busy ones too, on average.",
  free: "How many of them were free, on average. Somebody who is being rung is free.",
  fewestFree: "The fewest free at any one moment.",
  least: "The minimum set for that hour, whatever the language.",
  rung: "Rings to this person for callers, on any of their phones.",
  missed:
    "Rings to this person that ended unanswered, busy, turned away, or at a machine. Rings that ended because somebody else took the call do not count.",
  failed: "Rings the carrier could not make. They are nobody's.",
} as const;
