import { expect } from "vitest";
import { CALLER, DESK, twiml } from "../harness.ts";
import { room, THIRD } from "../room.ts";
import { table } from "./row.ts";

const DOC = "voice/twiml/conference";
const QUIET = 'beep="false"';
const PARTICIPANT = "voice/api/conference-participant-resource";

/** Two or three people who hear each other. */
async function together(
  attributes: Parameters<typeof room>[0] = {},
  options: Parameters<typeof room>[1] = {},
) {
  const set = await room(attributes, options);
  const caller = await set.enter(CALLER);
  const desk = await set.enter(DESK);
  const third = await set.enter(THIRD);
  return { ...set, caller, desk, third };
}

table([
  {
    cite: "voice/conference",
    what: "everybody hears everybody else, and nobody themselves",
    async run() {
      const { caller, desk, third } = await together();
      await caller.says("hello");
      expect([caller.heard(), desk.heard(), third.heard()]).toEqual([[], ["hello"], ["hello"]]);
    },
  },
  {
    cite: `${DOC}#muted`,
    what: "someone who joins muted listens and is not heard",
    async run() {
      const { caller, desk, third } = await together({ [THIRD]: 'muted="true"' });
      await third.says("not to be heard");
      await caller.says("hello");
      expect([desk.heard(), third.heard()]).toEqual([["hello"], ["hello"]]);
    },
  },
  {
    cite: `${PARTICIPANT}#update-a-participant-resource`,
    what: "someone is muted and unmuted by REST",
    async run() {
      const { caller, desk, inRoom } = await together();
      await inRoom(caller.callSid).update({ muted: true });
      await caller.says("one");
      await inRoom(caller.callSid).update({ muted: false });
      await caller.says("two");
      expect(desk.heard()).toEqual(["two"]);
    },
  },
  {
    cite: `${PARTICIPANT}#update-a-participant-resource`,
    what: "someone on hold hears music and nobody, and nobody hears them",
    async run() {
      const { caller, desk, third, inRoom } = await together();
      await inRoom(caller.callSid).update({ hold: true });
      await caller.says("can you hear me");
      await desk.says("they cannot");
      expect(caller.heard()).toEqual(["[hold music]"]);
      expect([desk.heard(), third.heard()]).toEqual([[], ["they cannot"]]);
      await inRoom(caller.callSid).update({ hold: false });
      await desk.says("welcome back");
      expect(caller.heard()).toEqual(["[hold music]", "welcome back"]);
    },
  },
  {
    cite: `${PARTICIPANT}#update-a-participant-resource`,
    what: "HoldUrl is what someone on hold hears instead, until they are taken back",
    async run() {
      const words = twiml("<Say>Please hold</Say>", "<Redirect>/hold</Redirect>");
      const set = await together({}, { script: { "/hold": () => words } });
      const { caller, inRoom, line, passes } = set;
      const holdUrl = `${line.url}/hold`;
      await inRoom(caller.callSid).update({ hold: true, holdUrl, holdMethod: "POST" });
      await passes(3000);
      expect(caller.heard().length).toBeGreaterThan(1);
      await inRoom(caller.callSid).update({ hold: false });
      const heard = caller.heard().length;
      await passes(3000);
      expect(caller.heard()).toHaveLength(heard);
    },
  },
  {
    cite: `${DOC}#coach`,
    what: "a coach is heard by the coached alone, and hears all",
    async run() {
      const set = await room();
      const caller = await set.enter(CALLER);
      const desk = await set.enter(DESK);
      const coach = await set.enter(THIRD);
      const callSidToCoach = desk.callSid;
      await set.inRoom(coach.callSid).update({ coaching: true, callSidToCoach });
      await coach.says("ask where they are");
      await caller.says("outside");
      expect(desk.heard()).toEqual(["ask where they are", "outside"]);
      expect([caller.heard(), coach.heard()]).toEqual([[], ["outside"]]);
    },
  },
  {
    cite: `${PARTICIPANT}#participant-properties`,
    what: "a coach who no longer coaches is heard by all",
    async run() {
      const { caller, desk, third, inRoom } = await together();
      const callSidToCoach = desk.callSid;
      await inRoom(third.callSid).update({ coaching: true, callSidToCoach });
      await inRoom(third.callSid).update({ coaching: false });
      await third.says("hello all");
      expect([caller.heard(), desk.heard()]).toEqual([["hello all"], ["hello all"]]);
    },
  },
  {
    cite: "api/errors/16028",
    what: "nobody can be told to coach somebody who is not there",
    async run() {
      const { third, inRoom } = await together();
      const update = { coaching: true, callSidToCoach: `CA${"0".repeat(32)}` };
      await expect(inRoom(third.callSid).update(update)).rejects.toMatchObject({ code: 16028 });
    },
  },
  {
    cite: `${PARTICIPANT}#update-a-participant-resource`,
    what: "an announcement to one is heard by one, while the others talk on",
    async run() {
      const { caller, desk, third, inRoom, line } = await together();
      await inRoom(desk.callSid).update({ announceUrl: `${line.url}/chime` });
      await desk.hears(/check in/i);
      await caller.says("as I was saying");
      expect([caller.heard(), third.heard()]).toEqual([[], ["as I was saying"]]);
    },
  },
  {
    cite: "voice/api/conference-resource#update-a-conference-resource",
    what: "an announcement to the conference is heard by everybody in it, muted ones too",
    async run() {
      const { caller, desk, third, inRoom, client, sid, line } = await together();
      await inRoom(desk.callSid).update({ muted: true });
      await client.conferences(sid()).update({ announceUrl: `${line.url}/chime` });
      for (const call of [caller, desk, third]) await call.hears(/check in/i);
    },
  },
  {
    cite: `${DOC}#beep`,
    what: "unless told otherwise, the others hear a beep when somebody comes or goes",
    async run() {
      const { enter } = await room({}, { common: 'waitUrl=""' });
      const caller = await enter(CALLER);
      const desk = await enter(DESK);
      const third = await enter(THIRD);
      await third.hangsUp();
      expect([caller.heard(), third.heard()]).toEqual([["[beep]", "[beep]"], []]);
      expect(desk.heard()).toEqual(["[beep]", "[beep]"]);
    },
  },
  ...(["onEnter", "onExit"] as const).map((beep) => ({
    cite: `${DOC}#beep`,
    what: `beep="${beep}" sounds only then`,
    async run() {
      const { enter } = await room(
        { [CALLER]: QUIET, [DESK]: QUIET, [THIRD]: `beep="${beep}"` },
        { common: 'waitUrl=""' },
      );
      const caller = await enter(CALLER);
      await enter(DESK);
      const third = await enter(THIRD);
      const entered = caller.heard().length;
      await third.hangsUp();
      expect([entered, caller.heard().length]).toEqual(beep === "onEnter" ? [1, 1] : [0, 1]);
    },
  })),
  {
    cite: `${DOC}#beep`,
    what: 'beep="false" is quiet',
    async run() {
      const { caller, third } = await together();
      await third.hangsUp();
      expect(caller.heard()).toEqual([]);
    },
  },
  {
    cite: "voice/twiml/gather",
    what: "keys pressed in a conference reach nobody",
    async run() {
      const { caller, line, passes } = await together();
      const before = line.asked.length;
      await caller.presses("1*#");
      await passes(1000);
      expect(line.asked).toHaveLength(before);
    },
  },
]);
