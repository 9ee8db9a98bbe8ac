import { isOver, type Call, type Speech } from "../call.ts";
import { endCall, hangUpStatus } from "../ending.ts";
import type { Exchange } from "../exchange.ts";
import { handsetAt } from "../handsets.ts";
import { placeCall } from "../incoming.ts";
import type { EndedBy } from "../log.ts";
import { receiveMessage } from "../messages.ts";
import { decline, pickUp } from "../ringing.ts";
import { logSaid, speak } from "../voicemail.ts";
import type { Command, CommandResult } from "./commands.ts";

/** What cannot be done with a telephone just now, said so that the person at the test understands. */
export class NotPossible extends Error {}

/** Does what a person does with a telephone. Throws `NotPossible` when the telephone could not. */
export function perform(exchange: Exchange, command: Command): CommandResult {
  switch (command.do) {
    case "plugIn":
      plugIn(exchange, command.handset);
      return { sid: null };
    case "goOffline":
      handsetAt(exchange, command.handset).online = false;
      return { sid: null };
    case "behave":
      plugIn(exchange, command.handset).behaviour = settled(command.behaviour);
      return { sid: null };
    case "call":
      return { sid: dial(exchange, command).sid };
    case "text":
      return { sid: sendText(exchange, command) };
    case "answer":
    case "decline":
    case "press":
    case "say":
    case "hangUp":
    case "drop":
    case "transfer":
      onCall(exchange, command);
      return { sid: command.callSid };
  }
}

type OnCall = Extract<Command, { callSid: string }>;

function onCall(exchange: Exchange, command: OnCall): void {
  const call = exchange.calls.get(command.callSid);
  if (!call) throw new NotPossible(`there is no call ${command.callSid}`);
  switch (command.do) {
    case "answer":
      ringingOrThrow(call);
      pickUp(exchange, call, "person");
      return;
    case "decline":
      ringingOrThrow(call);
      decline(exchange, call);
      return;
    case "press":
      press(exchange, call, command.digits);
      return;
    case "say":
      upOrThrow(call);
      say(exchange, call, { text: command.text, confidence: command.confidence });
      return;
    case "hangUp":
      leave(exchange, call, "person");
      return;
    case "drop":
      leave(exchange, call, "dropped");
      return;
    case "transfer":
      transfer(exchange, call, command.to);
  }
}

function plugIn(exchange: Exchange, id: string) {
  const handset = handsetAt(exchange, id);
  handset.pluggedIn = true;
  handset.online = true;
  return handset;
}

function settled(behaviour: Extract<Command, { do: "behave" }>["behaviour"]) {
  const { answers, voicemailAfterMs, greeting, acts } = behaviour;
  return {
    answers,
    ...(voicemailAfterMs === undefined ? {} : { voicemailAfterMs }),
    ...(greeting === undefined ? {} : { greeting }),
    ...(acts === undefined ? {} : { acts }),
  };
}

function dial(exchange: Exchange, dialled: Extract<Command, { do: "call" }>): Call {
  const { handset, to, from } = dialled;
  const fields = { handset, To: to, From: from };
  const [shown] = exchange.faults.befalling("incoming", { sid: "", fields });
  return placeCall(exchange, { handset, to, from: shown?.from ?? from });
}

function say(exchange: Exchange, call: Call, speech: Speech): void {
  const fields = { handset: call.handset, text: speech.text };
  const [fault] = exchange.faults.befalling("speech", { sid: call.sid, fields });
  if (fault === "nothing") logSaid(exchange, call, speech.text);
  else speak(exchange, call, { ...speech, ...fault });
}

function press(exchange: Exchange, call: Call, digits: string): void {
  upOrThrow(call);
  const { sid: callSid, handset } = call;
  exchange.log.append({ kind: "pressed", callSid, handset, digits });
  const about = { sid: callSid, fields: { handset, digits } };
  // Tones sent as sound reach nobody who acts on them.
  if (exchange.faults.befalling("press", about).length > 0) return;
  for (const digit of digits) call.flow?.pressed(digit);
}

function leave(exchange: Exchange, call: Call, by: EndedBy): void {
  if (isOver(call)) throw new NotPossible(`call ${call.sid} is already over (${call.status})`);
  if (call.direction !== "inbound" && call.startedAt === null) {
    throw new NotPossible(`${call.handset} has not answered call ${call.sid}: decline it instead`);
  }
  endCall(exchange, call, { status: hangUpStatus(call), by });
}

function transfer(exchange: Exchange, call: Call, to: string): void {
  upOrThrow(call);
  if (call.startedAt === null) throw new NotPossible(`nobody has answered call ${call.sid} yet`);
  const { sid: callSid, handset } = call;
  call.handset = plugIn(exchange, to).id;
  exchange.log.append({ kind: "transferred", callSid, handset, to: call.handset });
}

function sendText(exchange: Exchange, text: { handset: string; to: string; body: string }) {
  return receiveMessage(exchange, { from: text.handset, to: text.to, body: text.body }).sid;
}

function ringingOrThrow(call: Call): void {
  if (call.status !== "ringing" || call.direction === "inbound") {
    throw new NotPossible(`call ${call.sid} to ${call.handset} is not ringing: ${call.status}`);
  }
}

function upOrThrow(call: Call): void {
  if (isOver(call)) throw new NotPossible(`call ${call.sid} is over (${call.status})`);
}
