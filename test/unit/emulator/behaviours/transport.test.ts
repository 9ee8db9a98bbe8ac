import { expect } from "vitest";
import { CALLER, LINE, rig, twiml } from "../harness.ts";
import { SORRY } from "./given.ts";
import { closedPort, rawServer } from "./raw-server.ts";
import { table } from "./row.ts";

/** A caller on a line whose number leads to this address; `/fallback` works. */
async function callingAt(voiceUrl: (line: string) => string, script = {}) {
  const set = await rig({ "/fallback": () => twiml("<Say>One moment</Say>"), ...script });
  const voiceFallbackUrl = `${set.line.url}/fallback`;
  set.network.number(LINE, { voiceUrl: voiceUrl(set.line.url), voiceFallbackUrl });
  const call = await set.network.phone(CALLER).calls(LINE);
  const code = () => set.line.at("/fallback")[0]?.params["ErrorCode"];
  /** Time passes although a request is still under way. */
  const waits = async (ms: number) => {
    await set.clock.passes(ms, () => new Promise((resolve) => setTimeout(resolve, 5)));
  };
  return { ...set, call, code, waits };
}

/** The network still takes and answers calls. */
async function isUp({ network, line }: Awaited<ReturnType<typeof callingAt>>) {
  network.number(LINE, { voiceUrl: `${line.url}/fallback` });
  const call = await network.phone("+15555550144").calls(LINE);
  await call.hears(/one moment/i);
}

table([
  {
    cite: "api/errors/11205",
    what: "nobody listens at the address: tried twice, then the fallback",
    async run() {
      const port = await closedPort();
      const set = await callingAt(() => `http://127.0.0.1:${port}/voice`);
      await set.call.hears(/one moment/i);
      expect(set.code()).toBe("11205");
      await isUp(set);
    },
  },
  {
    cite: "api/errors/11205",
    what: "a host that accepts and never finishes the handshake is given up after five seconds, twice",
    async run() {
      let connections = 0;
      const port = await rawServer(() => {
        connections += 1;
      });
      const set = await callingAt(() => `https://127.0.0.1:${port}/voice`);
      await expect.poll(() => connections).toBe(1);
      await set.waits(5000);
      await expect.poll(() => connections).toBe(2);
      await set.waits(5000);
      await set.call.hears(/one moment/i);
      expect(set.code()).toBe("11205");
    },
  },
  {
    cite: "api/errors/11210",
    what: "a host that does not exist",
    async run() {
      const set = await callingAt(() => "http://nobody.invalid/voice");
      await set.call.hears(/one moment/i);
      expect(set.code()).toBe("11210");
    },
  },
  {
    cite: "api/errors/11100",
    what: "an address that is none",
    async run() {
      const set = await callingAt(() => "ftp://example.org/voice");
      await set.call.hears(/one moment/i);
      expect(set.code()).toBe("11100");
    },
  },
  {
    cite: "api/errors/11220",
    what: "a server that speaks no TLS at an https address",
    async run() {
      const set = await callingAt((line) => `${line.replace("http:", "https:")}/voice`);
      await set.call.hears(/one moment/i);
      expect(set.code()).toBe("11220");
    },
  },
  {
    cite: "api/errors/11215",
    what: "a web server that redirects for ever is left after ten",
    async run() {
      const round = () => ({ status: 302, headers: { Location: "/voice" } });
      const set = await callingAt((line) => `${line}/voice`, { "/voice": round });
      await set.call.hears(/one moment/i);
      expect(set.code()).toBe("11215");
      expect(set.line.at("/voice")).toHaveLength(11);
    },
  },
  {
    cite: "api/errors/11200",
    what: "a server that never answers is left after fifteen seconds",
    async run() {
      const set = await callingAt((line) => `${line}/voice`, { "/voice": () => null });
      await expect.poll(() => set.line.at("/voice").length).toBe(1);
      await set.waits(14_900);
      expect(set.code()).toBeUndefined();
      await set.waits(100);
      await set.call.hears(/one moment/i);
      expect(set.code()).toBe("11200");
      expect(set.line.at("/voice")).toHaveLength(1);
    },
  },
  {
    cite: "api/errors/11200",
    what: "a server that stops in the middle of its answer is left after fifteen seconds",
    async run() {
      let asked = false;
      const port = await rawServer((socket) => {
        socket.once("data", () => {
          asked = true;
          socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<Respo");
        });
      });
      const set = await callingAt(() => `http://127.0.0.1:${port}/voice`);
      await expect.poll(() => asked).toBe(true);
      await set.waits(15_000);
      await set.call.hears(/one moment/i);
      expect(set.code()).toBe("11200");
      await isUp(set);
    },
  },
  {
    cite: "api/errors/11206",
    what: "a server that closes without a word, or half-way, or talks nonsense",
    async run() {
      const half = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 500\r\n\r\n<Respo";
      for (const words of ["", half, "what do you want\r\n\r\n"]) {
        const port = await rawServer((socket) => {
          socket.once("data", () => socket.end(words));
        });
        const set = await callingAt(() => `http://127.0.0.1:${port}/voice`);
        await set.call.hears(/one moment/i);
        expect(set.code()).toBe("11206");
        await isUp(set);
      }
    },
  },
  {
    cite: "api/errors/11750",
    what: "a server that never stops sending is left at 64 kB",
    async run() {
      const port = await rawServer((socket) => {
        const pour = () => {
          while (socket.writable && socket.write("x".repeat(4096))) continue;
        };
        socket.once("data", () => {
          socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n");
          pour();
        });
        socket.on("drain", pour);
      });
      const set = await callingAt(() => `http://127.0.0.1:${port}/voice`);
      await set.call.hears(/one moment/i);
      expect(set.code()).toBe("11750");
    },
  },
  {
    cite: "usage/webhooks/webhooks-faq#fallback",
    what: "with the fallback unreachable as well the caller hears the apology and is cut off",
    async run() {
      const port = await closedPort();
      const set = await rig({});
      const voiceUrl = `http://127.0.0.1:${port}/voice`;
      set.network.number(LINE, { voiceUrl, voiceFallbackUrl: `http://127.0.0.1:${port}/fallback` });
      const call = await set.network.phone(CALLER).calls(LINE);
      await call.hears(SORRY);
      expect(await call.ends()).toBe("completed");
    },
  },
  {
    cite: "usage/webhooks/webhooks-connection-overrides#rt",
    what: "rt gives up sooner, and rp=rt asks again",
    async run() {
      const set = await callingAt((line) => `${line}/voice#rt=2000&rc=2&rp=rt`, {
        "/voice": () => (set.line.at("/voice").length < 3 ? null : twiml("<Say>Third</Say>")),
      });
      for (const attempt of [1, 2]) {
        await expect.poll(() => set.line.at("/voice").length).toBe(attempt);
        await set.waits(2000);
      }
      await set.call.hears(/third/i);
    },
  },
  {
    cite: "usage/webhooks/webhooks-connection-overrides#tt",
    what: "tt bounds all attempts together",
    async run() {
      const set = await callingAt((line) => `${line}/voice#rt=2000&tt=3000&rc=5&rp=all`, {
        "/voice": () => null,
      });
      await expect.poll(() => set.line.at("/voice").length).toBe(1);
      await set.waits(2000);
      await expect.poll(() => set.line.at("/voice").length).toBe(2);
      await set.waits(1000);
      await set.call.hears(/one moment/i);
      expect(set.line.at("/voice")).toHaveLength(2);
    },
  },
]);
