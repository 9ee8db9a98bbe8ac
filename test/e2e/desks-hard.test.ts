import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import {
  answersAfter,
  between,
  type DESKS,
  minutes,
  night,
  seconds,
  type Night,
} from "../support/night.ts";

/** Their responder has sent help and is there to speak to whoever picks up. */
async function helpIsSent(line: Night) {
  const robin = await line.responder("robin");
  await line.accompanied(robin);
  await robin.startsWatch();
  await robin.sendsHelp();
  return { robin, sentAt: line.now() };
}

/** Nobody of ours is left: the recording speaks alone. */
async function leftAlone(line: Night) {
  const robin = await line.responder("robin");
  await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(10));
  await robin.isGone();
  return { helpDueAt: line.now() + seconds(110) };
}

const refuses = (line: Night, id: keyof typeof DESKS) =>
  line.database.db.desk.update({ where: { id }, data: { recording: "refused" } });

test("a desk's voicemail, with our responder talking to it: the next route rings, and takes it", async () => {
  const line = await night();
  const machine = line.desk("ON1", { answers: "voicemail", voicemailAfterMs: seconds(4) });
  const next = line.desk("ON2", answersAfter(seconds(2)));

  const { robin, sentAt } = await helpIsSent(line);
  await line.passes(seconds(20));
  expect(line.requestsTo(machine)).toHaveLength(1);
  const [rung] = line.requestsTo(next);
  expect(rung?.at).toSatisfy(between(sentAt + seconds(4), sentAt + seconds(12)));
  const atNext = await next.onCall();
  await robin.says("This is Robin, from the line");
  await atNext.hears(/This is Robin/);
  await atNext.says("Got it, an ambulance is on its way");
  expect(await robin.does({ kind: "deskTook", deskId: "ON2" })).toBe("done");

  await line.endsByHand();
  await atRest(line);
});

test("a person who answers is never taken for a machine", async () => {
  const line = await night();
  const desk = line.desk("ON1", answersAfter(seconds(2)));
  const next = line.desk("ON2", answersAfter(seconds(2)));

  await helpIsSent(line);
  await line.passes(seconds(40));
  expect(line.requestsTo(desk)).toHaveLength(1);
  expect(line.requestsTo(next)).toHaveLength(0);

  await line.endsByHand();
  await atRest(line);
});

test("a desk that hangs up at 4 s is rung again as soon as somebody of ours can speak, and hears them first", async () => {
  const line = await night();
  const { helpDueAt } = await leftAlone(line);
  const hasty = { afterMs: seconds(4), do: "hangUp" } as const;
  const desk = line.desk("ON1", { answers: { afterMs: seconds(1) }, acts: [hasty] });
  line.desk("ON2", { answers: "never" });

  await line.until(helpDueAt + seconds(75));
  expect(line.requestsTo(desk)).toHaveLength(2);
  line.desk("ON1", answersAfter(seconds(1)));
  const jo = await line.responder("jo");
  await line.passes(seconds(20));
  expect(line.requestsTo(desk)).toHaveLength(3);
  const met = await desk.onCall();
  await jo.says("Hello, a person this time");
  await met.hears(/a person this time/);
  expect(met.heard().join(" ")).not.toMatch(/Medical emergency/);
  expect(await jo.does({ kind: "deskTook", deskId: "ON1" })).toBe("done");

  await line.endsByHand();
  await atRest(line);
});

test("a desk that talks over us and presses nothing is answered by a person, who writes down that it took it", async () => {
  const line = await night();
  const talking = { afterMs: seconds(1), do: "say", everyMs: seconds(3) } as const;
  const acts = [{ ...talking, text: "Hello? Who is this?" }];
  const desk = line.desk("ON1", { answers: { afterMs: seconds(2) }, acts });

  const { robin } = await helpIsSent(line);
  await line.passes(seconds(12));
  await robin.says("Robin from the line: I have the address for you");
  const call = await desk.onCall();
  await call.hears(/I have the address for you/);
  expect(await robin.does({ kind: "deskTook", deskId: "ON1" })).toBe("done");
  expect((await robin.session()).help.state).toBe("taken");

  await line.endsByHand();
  await atRest(line);
});

test("a desk that asks questions and presses nothing has them answered by whoever comes on shift", async () => {
  const line = await night();
  const { helpDueAt } = await leftAlone(line);
  const asks = { hears: "Medical emergency", afterMs: seconds(1), do: "say" } as const;
  const acts = [{ ...asks, text: "What is the exact address?" }];
  const desk = line.desk("ON1", { answers: { afterMs: seconds(2) }, acts });
  line.desk("ON2", { answers: "never" });

  await line.until(helpDueAt + seconds(15));
  const jo = await line.responder("jo");
  await line.passes(seconds(20));
  await jo.says("Twelve Rehearsal Lane, unit four");
  const call = await desk.onCall();
  await call.hears(/Twelve Rehearsal Lane/);
  expect(await jo.does({ kind: "deskTook", deskId: "ON1" })).toBe("done");

  await line.endsByHand();
  await atRest(line);
});

test("a desk that puts us through to another desk: our person tells it all again there", async () => {
  const line = await night();
  const desk = line.desk("ON1", answersAfter(seconds(2)));
  const ambulance = line.desk("QC1", answersAfter(seconds(2)));

  const { robin } = await helpIsSent(line);
  await line.passes(seconds(10));
  const first = await desk.onCall();
  await robin.says("We need an ambulance");
  await first.hears(/We need an ambulance/);
  const second = await first.transfersTo(ambulance);
  await line.passes(seconds(3));
  await robin.says("Once more: twelve Rehearsal Lane");
  await second.hears(/Once more/);
  expect(await robin.does({ kind: "deskTook", deskId: null })).toBe("done");
  expect(line.requestsTo(desk)).toHaveLength(1);

  await line.endsByHand();
  await atRest(line);
});

test("a desk that refused recordings is asked to hold, and told where only when nobody has come in 20 s", async () => {
  const line = await night();
  await leftAlone(line);
  await refuses(line, "ON1");
  const desk = line.desk("ON1", answersAfter(seconds(2)));

  const call = await desk.isRung({ within: minutes(3) });
  await line.passes(seconds(15));
  expect(call.heard().join(" ")).toMatch(/One moment, a person is joining/);
  expect(call.heard().join(" ")).not.toMatch(/Rehearsal Lane/);
  await call.hears(/Rehearsal Lane/, { within: seconds(20) });
  await call.presses("1");
  await line.passes(seconds(2));

  await line.endsByHand();
  await atRest(line);
});

test("with a responder there, a desk that refused recordings hears no recording of where", async () => {
  const line = await night();
  await refuses(line, "ON1");
  const desk = line.desk("ON1", answersAfter(seconds(2)));

  const { robin } = await helpIsSent(line);
  await line.passes(seconds(10));
  const call = await desk.onCall();
  await robin.says("Robin here");
  await call.hears(/Robin here/);
  expect(call.heard().join(" ")).not.toMatch(/Rehearsal Lane/);
  await robin.does({ kind: "deskTook", deskId: "ON1" });

  await line.endsByHand();
  await atRest(line);
});

test("around again: a supervisor is rung on the phone, and speaks to the next desk that picks up", async () => {
  const line = await night();
  const dana = await line.supervisor();
  const first = line.desk("ON1", { answers: "busy" });
  line.desk("ON2", { answers: "busy" });

  await helpIsSent(line);
  await line.passes(seconds(9));
  line.desk("ON1", answersAfter(seconds(1)));
  await line.passes(seconds(12));
  const call = await first.onCall();
  await dana.says("Dana, supervising");
  await call.hears(/Dana, supervising/);
  await line.endsByHand();
  await atRest(line);
});
