/** What the line says to its own people about whether they can be reached. Nothing here says anything of a caller. docs/words-for-review.md lists them. */
export const presenceEn = {
  standby:
    "{line}: nobody on the line is free right now. Please keep your phone at hand; we ring you if a caller waits.",
  resting:
    "{line}: {name} is on shift and resting after an emergency. They come back when they're ready: please cover for them.",
  testRingMissed:
    "{line}: the test ring for {name} was not taken. Others are rung before them until they're back.",
  testRingMissedOwn:
    '{line}: your test ring was not taken. Check your softphone or phone, then press "I\'m back".',
  coverAsked:
    "This is {line}. Someone is resting after an emergency, and nobody else is free to answer.",
  coverPress: "Press 1 to cover for the next half hour.",
  coverTaken: "Thank you. We ring you first until {time}.",
  testRing: "This is {line}, a test ring at the start of your shift. Nobody is waiting.",
  testPress: "Press 1, and we know that we reach you.",
  testTaken: "Thank you. We reach you.",
} as const;
