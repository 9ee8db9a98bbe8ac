import type {
  Deed,
  Directory,
  Heard,
  Problem,
  Signal,
  SignalData,
  TelephoneState,
} from "./contract.ts";

/** The network said no, and why. */
export class Refused extends Error {
  readonly code: Problem["code"];
  constructor({ code, problem }: Problem) {
    super(problem);
    this.code = code;
  }
}

export type Identity = { address: string; withheld: boolean };
export type News = {
  state(state: TelephoneState): void;
  heard(heard: Heard): void;
  signal(signal: Signal): void;
  /** The telephone is in another hand, or put away. */
  closed(why: "elsewhere" | "gone"): void;
  /** Whether the network answers. */
  reached(reached: boolean): void;
};

export const directory = (): Promise<Directory> => ask("GET", "/phones");
export const open = (who: Identity, takeOver: boolean): Promise<TelephoneState> =>
  ask("POST", "/phones", { ...who, takeOver });
export const find = (id: string): Promise<TelephoneState> => ask("GET", `/phones/${id}`);
export const putAway = (id: string): Promise<void> => tell("DELETE", `/phones/${id}`);
export const perform = (id: string, deed: Deed): Promise<void> =>
  tell("POST", `/phones/${id}/deeds`, deed);
export const sendSignal = (id: string, to: string, data: SignalData): Promise<void> =>
  tell("POST", `/phones/${id}/signals`, { to, data });

/** Follows a telephone until the returned function ends it. The browser finds its way back by itself. */
export function follow(id: string, news: News): () => void {
  const source = new EventSource(`/phones/${id}/events`);
  const on = (name: string, hear: (data: string) => void) => {
    source.addEventListener(name, ({ data }: MessageEvent<string>) => hear(data));
  };
  on("state", (data) => news.state(JSON.parse(data)));
  on("heard", (data) => news.heard(JSON.parse(data)));
  on("signal", (data) => news.signal(JSON.parse(data)));
  on("closed", (data) => {
    source.close();
    news.closed(JSON.parse(data).why);
  });
  source.addEventListener("open", () => news.reached(true));
  source.addEventListener("error", () => {
    news.reached(false);
    // Refused for good, not only out of reach: the network does not know this telephone.
    if (source.readyState === EventSource.CLOSED) news.closed("gone");
  });
  return () => source.close();
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await request(method, path, body);
  return response.json();
}

async function tell(method: string, path: string, body?: unknown): Promise<void> {
  await request(method, path, body);
}

async function request(method: string, path: string, body: unknown): Promise<Response> {
  const json = { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, { method, ...(body === undefined ? {} : json) });
  if (!response.ok) throw new Refused(await response.json());
  return response;
}
