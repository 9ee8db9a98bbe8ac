import type { Metrics } from "../../src/engine/ports-metrics.ts";

/** Nobody looks at what is counted. */
export const noMetrics: Metrics = {
  dutyFound: () => undefined,
  dutyBegun: () => undefined,
  dutyFailed: () => undefined,
  gatePassed: () => undefined,
  happened: () => undefined,
  helpRequested: () => undefined,
  webhook: () => undefined,
  apologised: () => undefined,
  carrierAsked: () => undefined,
  syntheticEnded: () => undefined,
};
