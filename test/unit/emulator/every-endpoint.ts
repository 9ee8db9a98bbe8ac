import { expect } from "vitest";
import { recordedLibrary, type Exchanged } from "../../support/recorded-library.ts";
import { ACCOUNT, CALLER, DESK, LINE, rig, TOKEN, twiml } from "./harness.ts";

const THIRD = "+15555550103";
const BOUGHT = "+15555550150";
const POOL = `MG${"a".repeat(32)}`;
const EVENTS = "start end join leave mute hold modify speaker announcement";

type Stage = Awaited<ReturnType<typeof stage>>;

async function stage() {
  const conference = `<Dial><Conference participantLabel="caller" waitUrl="" statusCallback="/conference" statusCallbackEvent="${EVENTS}">s 1</Conference></Dial>`;
  const network = await rig(
    {
      "/voice": () => twiml(conference),
      "/record": () => twiml("<Say>Speak</Say>", "<Record/>", "<Say>Nothing?</Say>"),
      "/prompt": () => twiml("<Say>One moment</Say>"),
      "/sms": () => twiml("<Message>Thank you</Message>"),
    },
    { callsPerSecond: 30 },
  );
  const library = recordedLibrary(network.url, { sid: ACCOUNT, token: TOKEN });
  return { ...network, ...library };
}

/** Twilio's own library does everything this network can be asked for, as the line or an operator's script would. */
export async function driveEveryEndpoint(): Promise<
  Pick<Stage, "line" | "network"> & { exchanged: readonly Exchanged[] }
> {
  const on = await stage();
  await driveCalls(on);
  await driveConferences(on);
  await driveMessages(on);
  await driveNumbers(on);
  await driveRecordings(on);
  await on.passes(20_000);
  return on;
}

async function driveCalls({ client, network, line, passes }: Stage): Promise<void> {
  network.phone(DESK, { answers: { afterMs: 0 } });
  const made = await client.calls.create({
    to: DESK,
    from: LINE,
    twiml: twiml('<Pause length="600"/>'),
    statusCallback: `${line.url}/status`,
    statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
    timeout: 20,
    timeLimit: 3600,
    machineDetection: "Enable",
  });
  await passes(3000);
  expect(await client.calls(made.sid).fetch()).toMatchObject({
    status: "in-progress",
    answeredBy: "human",
  });
  const since = new Date(made.dateCreated.getTime() - 60_000);
  const found = await client.calls.list({
    to: DESK,
    from: LINE,
    status: "in-progress",
    startTimeAfter: since,
    limit: 5,
  });
  expect(found.map(({ sid }) => sid)).toEqual([made.sid]);
  expect(await client.calls.list({ startTimeBefore: since })).toEqual([]);
  expect(await client.calls.list({ parentCallSid: made.sid })).toEqual([]);
  await client.calls(made.sid).update({
    url: `${line.url}/prompt`,
    method: "GET",
    fallbackUrl: `${line.url}/fallback`,
    statusCallback: `${line.url}/status`,
    timeLimit: 60,
  });
  await passes(3000);
  expect(await client.calls(made.sid).fetch()).toMatchObject({ status: "completed" });
  const second = await client.calls.create({ to: DESK, from: LINE, url: `${line.url}/prompt` });
  await client.calls(second.sid).update({ status: "canceled" });
  expect(await client.calls(second.sid).remove()).toBe(true);
  await expect(client.calls(second.sid).fetch()).rejects.toMatchObject({ code: 20404 });
}

async function driveConferences(on: Stage): Promise<void> {
  const { client, network, line, passes } = on;
  const caller = await network.phone(CALLER).calls(LINE);
  await passes(1000);
  const [room] = await client.conferences.list({ friendlyName: "s 1", status: "init", limit: 1 });
  const conference = client.conferences(room?.sid ?? "");
  network.phone(THIRD, { answers: { afterMs: 2000 } });
  for (const [to, label] of [
    [DESK, "desk.1"],
    [THIRD, "third"],
  ] as const) {
    const added = await conference.participants.create({
      to,
      from: LINE,
      label,
      beep: "false",
      endConferenceOnExit: false,
      earlyMedia: false,
      statusCallback: `${line.url}/status`,
      statusCallbackEvent: ["answered", "completed"],
    });
    expect(added).toMatchObject({ status: "queued", label });
  }
  await passes(5000);
  const present = await conference.participants.list();
  expect(present.map(({ label, status }) => `${label} ${status}`)).toEqual([
    "caller connected",
    "desk.1 connected",
    "third connected",
  ]);
  await changeParticipants(on, room?.sid ?? "", caller.callSid);
  expect(await conference.participants("third").remove()).toBe(true);
  await conference.update({ announceUrl: `${line.url}/prompt`, announceMethod: "GET" });
  await passes(3000);
  expect(await conference.update({ status: "completed" })).toMatchObject({ status: "completed" });
  expect(await conference.fetch()).toMatchObject({
    reasonConferenceEnded: "conference-ended-via-api",
  });
  const today = new Date(Date.UTC(2026, 10, 22));
  expect(await client.conferences.list({ dateCreated: today })).toHaveLength(1);
  expect(await client.conferences.list({ dateUpdatedBefore: today })).toEqual([]);
}

async function changeParticipants(on: Stage, conferenceSid: string, caller: string): Promise<void> {
  const { client, line, passes } = on;
  const { participants } = client.conferences(conferenceSid);
  const desk = client.conferences(conferenceSid).participants("desk.1");
  expect(await desk.update({ muted: true })).toMatchObject({ muted: true });
  expect(await desk.update({ hold: true, holdUrl: `${line.url}/prompt` })).toMatchObject({
    hold: true,
  });
  await passes(1000);
  await desk.update({ hold: false, muted: false, endConferenceOnExit: false, beepOnExit: true });
  const coaching = { coaching: true, callSidToCoach: caller };
  expect(await desk.update(coaching)).toMatchObject({ coaching: true, callSidToCoach: caller });
  expect(await participants.list({ coaching: true })).toHaveLength(1);
  expect(await participants.list({ muted: true, hold: false })).toEqual([]);
  await desk.update({ coaching: false, waitUrl: `${line.url}/prompt` });
  await desk.update({ announceUrl: `${line.url}/prompt`, announceMethod: "POST" });
  await passes(2000);
  expect(await desk.fetch()).toMatchObject({ coaching: false, label: "desk.1" });
}

async function driveMessages({ client, network, line, passes }: Stage): Promise<void> {
  const sent = await client.messages.create({
    to: DESK,
    from: LINE,
    body: "hello",
    statusCallback: `${line.url}/message-status`,
  });
  expect(sent).toMatchObject({ status: "queued", numSegments: "1" });
  await network.phone(CALLER).texts(LINE, "are you there?");
  await passes(2000);
  expect(await client.messages(sent.sid).fetch()).toMatchObject({ status: "delivered" });
  expect(await client.messages.list({ to: LINE })).toMatchObject([{ direction: "inbound" }]);
  const since = new Date(sent.dateCreated.getTime() - 60_000);
  expect(await client.messages.list({ from: LINE, dateSentAfter: since })).toHaveLength(2);
  expect(await client.messages(sent.sid).update({ body: "" })).toMatchObject({ body: "" });
  expect(await client.messages(sent.sid).remove()).toBe(true);
  const later = await client.messages.create({
    to: DESK,
    messagingServiceSid: POOL,
    body: "é".repeat(161),
    scheduleType: "fixed",
    sendAt: new Date(sent.dateCreated.getTime() + 3_600_000),
  });
  expect(later).toMatchObject({ status: "scheduled", messagingServiceSid: POOL, numSegments: "2" });
  const canceled = await client.messages(later.sid).update({ status: "canceled" });
  expect(canceled).toMatchObject({ status: "canceled" });
}

async function driveNumbers({ client, network, line, passes }: Stage): Promise<void> {
  const [first] = await client.incomingPhoneNumbers.list({ phoneNumber: LINE });
  expect(first).toMatchObject({ phoneNumber: LINE, voiceUrl: `${line.url}/voice` });
  const bought = await client.incomingPhoneNumbers.create({
    phoneNumber: BOUGHT,
    friendlyName: "North",
    voiceUrl: `${line.url}/nowhere`,
  });
  const number = client.incomingPhoneNumbers(bought.sid);
  await number.update({
    voiceUrl: `${line.url}/record`,
    voiceMethod: "GET",
    voiceFallbackUrl: `${line.url}/prompt`,
    voiceFallbackMethod: "GET",
    smsUrl: "",
    smsFallbackUrl: "",
    statusCallback: `${line.url}/status`,
    statusCallbackMethod: "GET",
  });
  expect(await number.fetch()).toMatchObject({ voiceMethod: "GET", friendlyName: "North" });
  for (const words of ["my name is Kim", "it is about my brother"]) {
    const call = await network.phone(THIRD).calls(BOUGHT);
    await call.hears(/speak/i);
    await passes(1000);
    await call.says(words);
    await passes(10_000);
    await call.hangsUp();
  }
  const account = await client.api.v2010.accounts(ACCOUNT).fetch();
  expect(account).toMatchObject({ status: "active", authToken: TOKEN });
  const key = await client.newKeys.create({ friendlyName: "The line" });
  expect(key.sid).toMatch(/^SK[0-9a-f]{32}$/);
  const other = await client.incomingPhoneNumbers.create({ areaCode: "514" });
  expect(await client.incomingPhoneNumbers(other.sid).remove()).toBe(true);
  await expect(network.phone(THIRD).calls(other.phoneNumber)).rejects.toThrow(/not a number/);
}

async function driveRecordings({ client, url }: Stage): Promise<void> {
  const [recording, older] = await client.recordings.list();
  expect(await client.recordings(older?.sid ?? "").remove()).toBe(true);
  const { sid = "", callSid = "" } = recording ?? {};
  expect(await client.recordings(sid).fetch()).toMatchObject({ source: "RecordVerb", callSid });
  expect(await client.recordings.list({ callSid })).toHaveLength(1);
  const ofCall = client.calls(callSid).recordings;
  expect(await ofCall.list()).toMatchObject([{ sid, track: "both" }]);
  expect(await ofCall.get(sid).fetch()).toMatchObject({ status: "completed" });
  for (const [ending, type] of [
    ["", "audio/x-wav"],
    [".wav", "audio/x-wav"],
    [".mp3", "audio/mpeg"],
  ]) {
    const media = await fetch(`${url}/2010-04-01/Accounts/${ACCOUNT}/Recordings/${sid}${ending}`);
    expect([media.status, media.headers.get("content-type")]).toEqual([200, type]);
  }
  expect(await ofCall.get(sid).remove()).toBe(true);
  await expect(client.recordings(sid).fetch()).rejects.toMatchObject({ code: 20404 });
}
