import type { Behaviour } from "../behaviour.ts";
import type { LogEntry, LogView } from "../log.ts";
import { noExpectations, unexpectedIn, type Expectations } from "./expectations.ts";
import { handset, softphone, type Handset, type Softphone } from "./handset.ts";
import type { Transport } from "./transport.ts";

/** The people on the network, for tests and rehearsals. */
export type People = {
  /** The telephone with this number; the same one each time. */
  phone(number: string, behaviour?: Behaviour): Handset;
  /** The softphone of this identity, open and online. */
  softphone(identity: string, behaviour?: Behaviour): Softphone;
  readonly log: LogView;
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
    unexpected: () => unexpectedIn(transport.log.entries, expectations),
    problems,
  };
}
