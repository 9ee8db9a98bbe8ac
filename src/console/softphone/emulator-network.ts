import { z } from "zod";

/** What the emulator's telephones say over HTTP (docs/emulator.md). Only what a softphone needs. */
const peer = z.object({
  key: z.string(),
  hearsMe: z.boolean(),
  iHear: z.boolean(),
  iOffer: z.boolean(),
});
export type Peer = z.infer<typeof peer>;

const telephone = z.object({
  id: z.string(),
  ringing: z.array(z.object({ callSid: z.string() })),
  call: z.object({ callSid: z.string() }).nullable(),
  peers: z.array(peer),
});
export type Telephone = z.infer<typeof telephone>;

const signalData = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["offer", "answer"]), sdp: z.string() }),
  z.object({
    kind: z.literal("candidate"),
    candidate: z.string(),
    mid: z.string().nullable(),
    line: z.number().nullable(),
  }),
]);
export type SignalData = z.infer<typeof signalData>;
const signal = z.object({ from: z.string(), data: signalData });
export type Signal = z.infer<typeof signal>;

const closed = z.object({ why: z.enum(["elsewhere", "gone"]) });

export type News = {
  telephone(telephone: Telephone): void;
  signal(signal: Signal): void;
  reached(reached: boolean): void;
  closed(why: "elsewhere" | "gone"): void;
};

export type Network = ReturnType<typeof networkAt>;

export function networkAt(url: string) {
  const send = async (method: string, path: string, body?: object): Promise<Response> => {
    const json = { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(url + path, { method, ...(body && json) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response;
  };
  return {
    /** Takes it in hand, wherever it was. */
    async open(address: string): Promise<string> {
      const response = await send("POST", "/phones", { address, takeOver: true });
      return telephone.parse(await response.json()).id;
    },
    /** Whether this telephone is still ours, as after the page was loaded anew. */
    isOpen: async (id: string): Promise<boolean> => (await fetch(`${url}/phones/${id}`)).ok,
    does: (id: string, deed: object) => send("POST", `/phones/${id}/deeds`, deed),
    signals: (id: string, to: string, data: SignalData) =>
      send("POST", `/phones/${id}/signals`, { to, data }),
    putAway: (id: string) => send("DELETE", `/phones/${id}`),
    follow: (id: string, news: News) => follow(`${url}/phones/${id}/events`, news),
  };
}

function follow(address: string, news: News): () => void {
  const source = new EventSource(address);
  const on = (name: string, hear: (said: unknown) => void) =>
    source.addEventListener(name, ({ data }: MessageEvent<string>) => hear(JSON.parse(data)));
  on("state", (said) => news.telephone(telephone.parse(said)));
  on("signal", (said) => news.signal(signal.parse(said)));
  on("closed", (said) => {
    source.close();
    news.closed(closed.parse(said).why);
  });
  source.addEventListener("open", () => news.reached(true));
  source.addEventListener("error", () => {
    news.reached(false);
    if (source.readyState === EventSource.CLOSED) news.closed("gone");
  });
  return () => source.close();
}
