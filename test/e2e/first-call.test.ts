import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { night, PLACE, PUBLIC, seconds } from "../support/night.ts";

test("a caller is answered, checked on, and says goodbye", async () => {
  const line = await night();
  const robin = await line.responder("robin");

  const call = await line.caller.calls(PUBLIC);
  await call.hears(/A real person will pick up/);
  await line.passes(seconds(15));
  await robin.records(PLACE);
  await robin.startsWatch();
  await line.passes(seconds(50));
  await robin.confirms();
  await line.passes(seconds(60));
  await robin.hearsGoodbye();
  await call.hears(/Thanks for letting me keep you company/);
  await call.hears(/Or just hang up/, { within: seconds(15) });
  expect(await call.ends({ within: seconds(20) })).toBe("completed");
  expect(line.requestsTo(robin)).toHaveLength(1);

  await atRest(line);
});
