import { owned, type Exchange, type NumberSettings } from "./exchange.ts";
import type { Faults } from "./faults.ts";
import type { Log } from "./log.ts";
import { actOut } from "./people/acting.ts";
import { perform } from "./people/perform.ts";
import { people, type People } from "./people/people.ts";

/** A telephone network, as tests and rehearsals see it. */
export type Network = People & {
  readonly log: Log;
  readonly faults: Faults;
  /** Gives the line a number, or changes where its calls and messages go. */
  number(number: string, settings: NumberSettings): void;
  /** Resolves when no webhook or REST request is under way. */
  settled(): Promise<void>;
};

export function createNetwork(
  exchange: Exchange,
  passTime?: (ms: number) => Promise<void>,
): Network {
  const { log, clock, faults, traffic } = exchange;
  actOut(exchange);
  // A command that cannot be done rejects; it never throws at the caller.
  const transport = {
    perform: async (command: Parameters<typeof perform>[1]) => perform(exchange, command),
    log,
    clock,
    ...(passTime === undefined ? {} : { passTime: oneAtATime(passTime) }),
  };
  return {
    ...people(transport),
    log,
    faults,
    number(number, settings) {
      exchange.numbers.set(number, owned({ ...settings, number }, exchange.clock.now()));
    },
    settled: () => traffic.settled(),
  };
}

/** Two people waiting at once must not push the clock into each other. */
function oneAtATime(passTime: (ms: number) => Promise<void>): (ms: number) => Promise<void> {
  let last = Promise.resolve();
  return (ms) => {
    last = last.then(
      () => passTime(ms),
      () => passTime(ms),
    );
    return last;
  };
}
