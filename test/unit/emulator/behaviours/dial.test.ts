import { expect } from "vitest";
import { CALLER, DESK, LINE } from "../harness.ts";
import { dialling, number } from "./dialling.ts";
import { calling } from "./given.ts";
import { table } from "./row.ts";

const DIAL = "voice/twiml/dial";
const SECOND = "+15555550103";

table([
  {
    cite: `${DIAL}#action`,
    what: "the action is told how it ended, of which call, and how long it was",
    async run() {
      const { call, desk, passes, after } = await dialling("", number());
      const taken = await desk.answers();
      await passes(12_000);
      await taken.hangsUp();
      await call.hears(/that was all/i);
      expect(after()).toMatchObject([
        {
          DialCallStatus: "completed",
          DialCallSid: taken.callSid,
          DialCallDuration: "12",
          DialBridged: "true",
        },
      ]);
    },
  },
  {
    cite: `${DIAL}#action`,
    what: "without an action the next verb runs",
    async run() {
      const { call, network } = await calling([`<Dial>${DESK}</Dial>`, "<Say>Goodbye</Say>"]);
      network.phone(DESK, { answers: "busy" });
      await call.hears(/goodbye/i);
    },
  },
  ...(
    [
      ["busy", "busy"],
      ["unreachable", "failed"],
      ["never", "no-answer"],
    ] as const
  ).map(([answers, status]) => ({
    cite: `${DIAL}#dialcallstatus`,
    what: `a telephone that is ${answers} makes DialCallStatus ${status}`,
    async run() {
      const { call, desk, after } = await dialling('timeout="5"', number());
      await desk.behaves({ answers });
      await call.hears(/that was all/i, { within: 15_000 });
      expect(after()).toMatchObject([{ DialCallStatus: status, DialBridged: "false" }]);
    },
  })),
  {
    cite: `${DIAL}#timeout`,
    what: "it rings thirty seconds by default, and five more",
    async run() {
      const { call, desk, clock } = await dialling("", number());
      await desk.behaves({ answers: "never" });
      const ring = await desk.isRung();
      const rangAt = clock.now();
      await ring.ends({ within: 40_000 });
      expect(clock.now() - rangAt).toBeGreaterThanOrEqual(34_900);
      expect(clock.now() - rangAt).toBeLessThanOrEqual(35_100);
      await call.hears(/that was all/i);
    },
  },
  {
    cite: `${DIAL}#timelimit`,
    what: "the two are parted when timeLimit is up, and the caller goes on",
    async run() {
      const { call, desk, passes, after } = await dialling('timeLimit="20"', number());
      const taken = await desk.answers();
      await passes(19_000);
      expect(after()).toEqual([]);
      expect(await taken.ends({ within: 2000 })).toBe("completed");
      await call.hears(/that was all/i);
      expect(after()).toMatchObject([{ DialCallDuration: "20" }]);
    },
  },
  {
    cite: "voice/twiml/number#simultaneous dialing",
    what: "all ring at once, the first to answer has it, the others are canceled",
    async run() {
      const { call, desk, network } = await dialling("", `${number()}<Number>${SECOND}</Number>`);
      const lost = await network.phone(SECOND).isRung();
      const taken = await desk.answers();
      expect(await lost.ends()).toBe("canceled");
      await call.says("hello");
      await taken.hears(/hello/);
    },
  },
  {
    cite: `${DIAL}#sequential`,
    what: "with sequential the second rings only when the first has not answered",
    async run() {
      const nouns = `${number()}<Number>${SECOND}</Number>`;
      const { call, desk, network, after } = await dialling('sequential="true" timeout="5"', nouns);
      const second = network.phone(SECOND);
      await desk.behaves({ answers: "never" });
      const first = await desk.isRung();
      expect(network.log.entries.some(({ kind }) => kind === "answered")).toBe(true);
      await expect(second.isRung({ within: 9000 })).rejects.toThrow("does not ring");
      expect(await first.ends()).toBe("no-answer");
      const taken = await second.answers();
      await taken.hangsUp();
      await call.hears(/that was all/i);
      expect(after()).toMatchObject([{ DialCallStatus: "completed", DialCallSid: taken.callSid }]);
    },
  },
  {
    cite: `${DIAL}#hangupOnStar`,
    what: "star does nothing unless hangupOnStar is set",
    async run() {
      const { call, desk, passes, after } = await dialling("", number());
      const taken = await desk.answers();
      await call.presses("*");
      await passes(1000);
      expect(after()).toEqual([]);
      await taken.hangsUp();
    },
  },
  {
    cite: `${DIAL}#answeronbridge`,
    what: "without answerOnBridge the caller is answered before the desk is",
    async run() {
      const { call, desk, client } = await dialling("", number());
      await desk.isRung();
      expect((await client.calls(call.callSid).fetch()).status).toBe("in-progress");
    },
  },
  {
    cite: `${DIAL}#callerid`,
    what: "the desk sees the caller's number, or callerId when that is a number of ours",
    async run() {
      const plain = await dialling("", number());
      const shown = await dialling(`callerId="${LINE}"`, number());
      const ids = [];
      for (const { desk, client } of [plain, shown]) {
        const ring = await desk.isRung();
        ids.push((await client.calls(ring.callSid).fetch()).from);
      }
      expect(ids).toEqual([CALLER, LINE]);
    },
  },
  {
    cite: "api/errors/13214",
    what: "another number as callerId is refused, and nobody rings",
    async run() {
      const { call, network, warnings, after } = await dialling(
        'callerId="+15555550188"',
        number(),
      );
      await call.hears(/that was all/i);
      expect(warnings()).toEqual([13214]);
      expect(after()).toMatchObject([{ DialCallStatus: "failed" }]);
      expect(network.log.entries.some(({ kind }) => kind === "rang")).toBe(false);
    },
  },
  {
    cite: `${DIAL}#record`,
    what: "a recorded Dial hands its recording to the action and to its own callback",
    async run() {
      const { desk, call, passes, after, told } = await dialling(
        'record="record-from-answer" recordingStatusCallback="/recorded"',
        number(),
      );
      const taken = await desk.answers();
      await passes(5000);
      await taken.hangsUp();
      await call.hears(/that was all/i);
      const { RecordingSid, RecordingUrl } = after()[0] ?? {};
      expect(RecordingUrl).toContain(RecordingSid);
      expect(told("/recorded")).toMatchObject([
        { RecordingSid, RecordingStatus: "completed", RecordingDuration: "5" },
      ]);
    },
  },
  ...["911", "+1911", "9-1-1", "988", "112", "411"].map((forbidden) => ({
    cite: "api/errors/13225",
    what: `${forbidden} is never dialled, whoever else stands beside it`,
    async run() {
      const nouns = `${number()}<Number>${forbidden}</Number>`;
      const { call, network, after } = await dialling("", nouns);
      await call.hears(/that was all/i);
      expect(after()).toMatchObject([{ DialCallStatus: "failed" }]);
      expect(network.log.entries).toContainEqual(
        expect.objectContaining({ kind: "refused", to: forbidden, code: 13225 }),
      );
      expect(network.log.entries.some(({ kind }) => kind === "rang")).toBe(false);
    },
  })),
]);
