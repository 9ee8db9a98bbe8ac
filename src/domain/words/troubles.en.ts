/**
 * What the watchdog says to our own people, by telephone and by text: what is wrong, and what to do about it. Nothing here says
 * anything of a caller: voicemail may be listening. docs/words-for-review.md lists them.
 */
export const troublesEn = {
  databaseAway: {
    wrong:
      "The line has lost its database. Callers are sent to the fallback. Bring Postgres back now; until then, answer by hand.",
    over: "The database is back.",
  },
  sweepSilent: {
    wrong:
      "The line's worker has stopped, and nothing the line owes is done. Start it again now; until then, look after open sessions by hand.",
    over: "The worker is back.",
  },
  queueSilent: {
    wrong:
      "The line's alarm queue is silent. The line goes on, up to a second late. Look at Redis and the worker when you can.",
    over: "The alarm queue is back.",
  },
  dutyOverdue: {
    wrong: "The line is late with something it owes. Open the board now and see what is overdue.",
    over: "Nothing is late any more.",
  },
  deadlineMissing: {
    wrong:
      "A caller is being watched with no deadline set. Open the board now, and stay with that session until it is closed.",
    over: "Every watch has its deadline again.",
  },
  carrierFailing: {
    wrong:
      "Twilio isn't doing what we ask, so calls may not go out. Look at Twilio's status and at our account; until then, ring people by hand.",
    over: "Twilio does what we ask again.",
  },
  signaturesRefused: {
    wrong:
      "We are turning Twilio away: its signatures don't fit, so callers may not get through. Check TWILIO_AUTH_TOKEN and PUBLIC_URL now.",
    over: "No more signatures are refused.",
  },
  syntheticFailed: {
    wrong:
      "The line called its own number twice, as a caller would, and didn't get through. Ring the line yourself now; if you aren't answered, send calls to people by hand.",
    over: "The line reaches itself again.",
  },
  nobodyOnShift: {
    wrong: "Nobody is on shift to answer the line. Please come on shift, or find somebody.",
    over: "Somebody is on shift again.",
  },
  clockStepped: {
    wrong: "The line's clock jumped. See what is overdue, then look at the time server.",
    over: "The clock has been steady since.",
  },
  lineDutyOverdue: {
    wrong:
      "Something the line owes its own people is late, such as a reminder of a shift. Callers aren't waiting for it. See what is overdue today.",
    over: "What the line owed its own people is done.",
  },
  vaultShut: {
    wrong:
      "Some of what is sealed can't be opened, so desks may not be reachable. Calls are answered. Check the vault's keys now; until then, call desks by hand.",
    over: "Everything sealed can be opened again.",
  },
  foldDiffers: {
    wrong:
      "A session's record doesn't add up. Callers are looked after; tell whoever maintains the software today, and change nothing.",
    over: "The records add up again.",
  },
} as const;

export const pagerEn = {
  called: "Hello, this is {line}, for its own people. {wrong}",
  press: "Press 1 if you have it, and you hear no more of this until {time}.",
  texted: "{line}: {wrong} Reply OK if you have it: no more about this until {time}.",
  over: "{line}: {over}",
  taken: "Thank you. You hear no more of this until {time}.",
} as const;
