import type { Behaviour } from "../behaviour.ts";
import type { LogEntry, LogView } from "../log.ts";
import { noExpectations, unexpectedIn, type Expectations } from "./expectations.ts";
import { handset, softphone, type Handset, type Softphone } from "./handset.ts";
import type { Transport } from "./transport.ts";
import { waitFor, type Within } from "./waiting.ts";

/** The people on the network, for tests and rehearsals. */
export type People = {
  /** The telephone with this number; the same one each time. */
  phone(number: string, behaviour?: Behaviour): Handset;
  /** The softphone of this identity, open and online. */
  softphone(identity: string, behaviour?: Behaviour): Softphone;
  readonly log: LogView;
  /** Resolves with what is found in the log, now or as it grows; rejects with the complaint. */
  until<T>(
    look: (entries: readonly LogEntry[]) => T | null,
    wish: Within & { readonly complaint: string },
  ): Promise<T>;
  /** Lets time pass, on whatever clock the network has. */
  pause(ms: number): Promise<void>;
  /** Rings, messages and speech nobody declared. */
  unexpected(): readonly LogEntry[];
  /** What went wrong in a reaction, or while plugging a handset in. */
  readonly problems: readonly unknown[];
};

export function people(transport: Transport): People {
  const expectations = new Map<string, Expectations>();
  const phones = new Map<string, Handset>();
  const softphones = new Map<string, Softphone>();
  const problems: unknown[] = [];
  const failed = (error: unknown) => {
    problems.push(error);
  };
  const set = <T extends Handset>(made: T, behaviour: Behaviour | undefined) => {
    if (behaviour) made.behaves(behaviour).catch(failed);
    return made;
  };
  const plugIn = (id: string) => {
    const expected = noExpectations();
    expectations.set(id, expected);
    transport.perform({ do: "plugIn", handset: id }).catch(failed);
    return { transport, expectations: expected, failed };
  };
  return {
    phone(number, behaviour) {
      const made = phones.get(number) ?? handset(number, plugIn(number));
      phones.set(number, made);
      return set(made, behaviour);
    },
    softphone(identity, behaviour) {
      const id = `client:${identity}`;
      const made = softphones.get(id) ?? softphone(id, plugIn(id));
      softphones.set(id, made);
      return set(made, behaviour);
    },
    log: transport.log,
    until: (look, { complaint, ...within }) =>
      waitFor(transport, {
        ...within,
        look: () => look(transport.log.entries),
        complain: () => complaint,
      }),
    pause: (ms) => passing(transport, ms),
    unexpected: () => unexpectedIn(transport.log.entries, expectations),
    problems,
  };
}

function passing({ clock, passTime }: Transport, ms: number): Promise<void> {
  if (passTime !== undefined) return passTime(ms);
  return new Promise((resolve) => {
    clock.at(clock.now() + ms, resolve);
  });
}
