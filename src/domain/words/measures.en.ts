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
  waits:
    "From the call coming in until a person of ours was with the caller, of the callers who were answered.",
  checkInsKept:
    "Check-ins answered before help was due: the responder said that they respond or are drowsy, or the caller pressed a key or said a word. Counted in the hour their call came in.",
  checkInsMissed:
    "Deadlines that passed with no answer, so that the line itself asked for help: a check-in, somebody gone quiet, or a lost line that was not found again. Counted in the hour their call came in.",
  helpAsked:
    "Times help was asked for, by a person or by the line itself, called off later or not.",
  silentToAsked:
    "From their last answer, or the loss of their line, until help was asked for. Only where the reason was silence. The promised interval between check-ins is in it.",
  askedToRung: "From help being asked for until the first desk was rung.",
  askedToTaken:
    "From help being asked for until a person at a desk, or one of ours, said that it is being sent.",
  takenToThere:
    "From help being taken until it was with the caller. Help that was called off or never told of as there is left out.",
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
