import { Readable } from "node:stream";
import { openingHours } from "../adapters/opening-hours.ts";
import { readHsds } from "../adapters/hsds/read.ts";
import { writeHsds } from "../adapters/hsds/write.ts";
import type { ListingDirectory } from "../adapters/postgres/services.ts";
import { changesOf, type ListingChange } from "../domain/services/changes.ts";
import type { Listing } from "../domain/services/listing.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  exportServicesQuery,
  FILE_LETTERS,
  findWish,
  found,
  oneFound,
  oneParams,
  servicesTaken,
  servicesWish,
} from "./contract-services.ts";
import { nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";
import { findListings, shownAt } from "./services-found.ts";

/** As JSON within JSON every quote is two letters. */
const FILE_BYTES = FILE_LETTERS * 1.5;
const DAY_MS = 24 * 3_600_000;

/** The directory of services: what others offer that a caller may want. */
export function servicesRoutes(app: ApiApp, parts: Console): void {
  const { line, listings } = parts;
  const see = { act: "seeServices" } as const;
  const shown = () => shownAt({ at: line.clock.now(), hours: openingHours });

  const find = { headers: wishHeaders, body: findWish, response: answers(found) };
  app.post("/services/find", { schema: find, config: see }, async (request) => {
    const around = { at: line.clock.now(), hours: openingHours };
    const { page, next } = await findListings(listings, request.body, around);
    return { now: around.at, services: page.map(shownAt(around)), next };
  });

  const one = { params: oneParams, response: answers(oneFound) };
  app.get("/services/:id", { schema: one, config: see }, async (request) => {
    const listing = await listings.byId(request.params.id);
    if (listing === null) throw new Problem("notFound");
    return { now: line.clock.now(), listing: shown()(listing) };
  });

  const assure = {
    headers: wishHeaders,
    params: oneParams,
    body: nothing,
    response: answers(oneFound),
  };
  const keep = { act: "keepServices" } as const;
  app.post("/services/:id/assure", { schema: assure, config: keep }, async (request) => {
    const { id } = request.params;
    const now = line.clock.now();
    await listings.assure(id, now - (now % DAY_MS));
    const listing = await listings.byId(id);
    if (listing === null) throw new Problem("notFound");
    return { now, listing: shown()(listing) };
  });
  fileRoutes(app, parts);
}

function fileRoutes(app: ApiApp, parts: Console): void {
  const { listings } = parts;
  const config = { act: "keepServices" } as const;
  const query = { querystring: exportServicesQuery };
  app.get("/services/export", { schema: query, config }, async (request, reply) => {
    const rehearsal = request.query.rehearsal === "true";
    const total = await listings.count(rehearsal);
    await written(parts, request, { kind: "servicesExported", data: { count: String(total) } });
    return reply
      .type("application/json; charset=utf-8")
      .header("content-disposition", 'attachment; filename="services-hsds.json"')
      .send(Readable.from(writeHsds(listings.everything(rehearsal), total)));
  });

  const schema = { headers: wishHeaders, body: servicesWish, response: answers(servicesTaken) };
  const options = { schema, config, bodyLimit: FILE_BYTES };
  app.post("/services/import", options, async (request) => takeOver(parts, request, request.body));
}

type Asking = Parameters<typeof staffOf>[0];

/** A file with one wrong row changes nothing, and every wrong row is named. */
async function takeOver(
  parts: Console,
  request: Asking,
  { hsds, apply }: { readonly hsds: string; readonly apply: boolean },
) {
  const { listings, line } = parts;
  const file = await readHsds(hsds, line.clock.now());
  const given = file.listings.map(({ listing }) => listing);
  const { changes, known, fictional } = await compared(listings, given);
  const wrong = [
    ...file.problems,
    ...file.listings
      .filter(({ listing }) => fictional.has(listing.id))
      .map(({ line: at }) => ({ where: `line ${at}, id`, what: "is a rehearsal's, for good" })),
  ];
  if (wrong.length > 0) throw new Problem("fileWrong", wrong);
  const notInFile = (await listings.count(false)) - known;
  if (apply) {
    const moved = new Set(changes.filter(({ change }) => change !== "same").map(({ id }) => id));
    await listings.save(given.filter(({ id }) => moved.has(id)));
    await written(parts, request, { kind: "servicesImported", data: counted(changes) });
  }
  return { applied: apply, changes, notInFile, notKept: file.notKept };
}

const AT_ONCE = 250;

/** Some at a time, so that a large file holds nothing else up. */
async function compared(listings: ListingDirectory, given: readonly Listing[]) {
  const changes: ListingChange[] = [];
  const fictional = new Set<string>();
  let known = 0;
  for (let from = 0; from < given.length; from += AT_ONCE) {
    const some = given.slice(from, from + AT_ONCE);
    const there = await listings.byIds(some.map(({ id }) => id));
    for (const { id, rehearsal } of there) if (rehearsal) fictional.add(id);
    changes.push(...changesOf(there, some));
    known += there.length;
  }
  return { changes, known, fictional };
}

function counted(changes: readonly ListingChange[]) {
  const count = (change: ListingChange["change"]) =>
    String(changes.filter((one) => one.change === change).length);
  return { added: count("added"), changed: count("changed") };
}

type Written = {
  readonly kind: "servicesExported" | "servicesImported";
  readonly data: Readonly<Record<string, string>>;
};

/** Who changed or carried away the directory, and how much of it. */
async function written({ line, audit }: Console, request: Asking, what: Written) {
  const who = staffOf(request).id;
  await audit.append({ ...what, who, about: null, at: line.clock.now() });
}
