import { idOfWish } from "../adapters/postgres/line-duties.ts";
import type { Version } from "../adapters/postgres/protocols.ts";
import type { Numbers } from "../domain/session/policy.ts";
import {
  changesBetween,
  faultsIn,
  type Fault,
  type NumberName,
} from "../domain/session/protocol-bounds.ts";
import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import {
  boundsSaid,
  protocolsAnswer,
  protocolWish,
  publishedAnswer,
} from "./contract-protocols.ts";
import { wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

/** Which numbers the line goes by, who changed which of them, when and why. A change is for sessions that open after it. */
export function protocolRoutes(app: ApiApp, { line, protocols }: Console): void {
  const list = {
    schema: { response: answers(protocolsAnswer) },
    config: { act: "seeProtocol" },
  } as const;
  app.get("/protocols", list, async () => {
    const versions = await protocols.list();
    const { id, numbers } = inForceOf(versions);
    return { now: line.clock.now(), inForce: { id, numbers }, versions: shown(versions) };
  });

  const publish = { headers: wishHeaders, body: protocolWish, response: answers(publishedAnswer) };
  app.post("/protocols", { schema: publish, config: { act: "keepProtocol" } }, async (request) => {
    const { from, numbers: wished, signedBy, reason } = request.body;
    const wish = idOfWish(wishId(request));
    const before = (await protocols.list()).find(({ id }) => id === from);
    if (before === undefined) throw new Problem("protocolMoved");
    const numbers = { ...before.numbers, ...wished };
    mustGoTogether(before.numbers, numbers);
    const now = line.clock.now();
    const publishedBy = staffOf(request).id;
    const version = { replaces: from, numbers, signedBy, reason, publishedBy, wishId: wish };
    const published = await protocols.publish(version, now);
    if (published === "moved") throw new Problem("protocolMoved");
    if (published.replaces !== from || differs(published.numbers, numbers))
      throw new Problem("keyReused");
    return { now, id: published.id };
  });
}

const differs = (one: Numbers, other: Numbers): boolean => changesBetween(one, other).length > 0;

function mustGoTogether(before: Numbers, after: Numbers): void {
  if (!differs(before, after)) throw new Problem("protocolSame");
  const faults = faultsIn(after);
  if (faults.length === 0) return;
  throw new Problem(
    "protocolWrong",
    faults.map((fault) => ({ where: fieldOf(fault.name), what: whatOf(fault) })),
  );
}

const fieldOf = (name: NumberName): string => `body/numbers/${name}`;

function whatOf(fault: Fault): string {
  if (fault.because === "bounds") return boundsSaid(fault.bound);
  const { earlier, byMs } = fault;
  return byMs === 0
    ? `must not be less than ${earlier}`
    : `must be at least ${byMs / 1_000} s more than ${earlier}`;
}

/** There always is one: a line does not start without (prepare.ts). */
export function inForceOf(versions: readonly Version[]): Version {
  const [newest] = versions;
  if (newest === undefined) throw new Error("No protocol is published");
  return newest;
}

const shown = (versions: readonly Version[]) =>
  versions.map(({ numbers, replaces, ...said }) => ({
    ...said,
    changes: changesOf(versions, { numbers, replaces }),
  }));

/** Against the version it replaced; the first changed nothing. */
export function changesOf(
  versions: readonly Version[],
  { numbers, replaces }: Pick<Version, "numbers" | "replaces">,
) {
  const before = versions.find(({ id }) => id === replaces);
  return before === undefined ? [] : changesBetween(before.numbers, numbers);
}
