/** Counts HTTP requests under way in either direction, so that a test knows when all is quiet. */
export type Traffic = {
  begin(): void;
  end(): void;
  track<T>(work: Promise<T>): Promise<T>;
  settled(): Promise<void>;
};

export function createTraffic(): Traffic {
  let underWay = 0;
  let wakers: (() => void)[] = [];
  const begin = () => {
    underWay += 1;
  };
  const end = () => {
    underWay -= 1;
    if (underWay > 0) return;
    const waking = wakers;
    wakers = [];
    for (const wake of waking) wake();
  };
  return {
    begin,
    end,
    async track(work) {
      begin();
      try {
        return await work;
      } finally {
        end();
      }
    },
    async settled() {
      // What an answer sets off is only visible some turns of the event loop later.
      for (let quietTurns = 0; quietTurns < 3; quietTurns += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        if (underWay === 0) continue;
        await new Promise<void>((resolve) => wakers.push(resolve));
        quietTurns = -1;
      }
    },
  };
}
