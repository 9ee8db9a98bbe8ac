import type { FastifyRequest } from "fastify";
import { idOfWish } from "../adapters/postgres/line-duties.ts";
import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import { staffParams } from "./contract-access.ts";
import {
  certificateParams,
  certificateWish,
  kindWish,
  rehearsalsAnswer,
  trainingAnswer,
  workWish,
} from "./contract-training.ts";
import { done, idParams, wishHeaders } from "./contract.ts";
import { mustBeOfOurs } from "./after-debriefs.ts";
import { mustBeThere } from "./after-own.ts";
import { Problem } from "./problems.ts";

const config = { act: "keepTraining" } as const;
const wishing = { headers: wishHeaders, response: answers(done) };

/** What supervisors keep of everybody's training. */
export function trainingRoutes(app: ApiApp, parts: Console): void {
  const { line, training } = parts;
  const list = { response: answers(trainingAnswer) };
  app.get("/training", { schema: list, config }, async () => {
    const now = line.clock.now();
    const [people, kinds, certificates, due] = await Promise.all([
      training.people(),
      training.kinds.list(),
      training.certificates(null),
      training.due(now),
    ]);
    return {
      now,
      kinds,
      people: people
        .filter(({ roles }) => roles.some((role) => TRAINED.has(role)))
        .map(({ id, name, roles, work, trainingUntil }) => ({
          id,
          name,
          work,
          trainingUntil,
          learns: roles.includes("trainee"),
          certificates: certificates.filter(({ staffId }) => staffId === id),
          due: due.find(({ staffId }) => staffId === id) ?? null,
        })),
    };
  });

  workRoutes(app, parts);
  certificateRoutes(app, parts);
  kindRoutes(app, parts);
}

/** Whose training the line keeps. */
const TRAINED = new Set(["responder", "supervisor", "trainee"]);

/** What somebody does of the work; and, of one person, what their rehearsals showed, to help them. */
function workRoutes(app: ApiApp, parts: Console): void {
  const { line, training } = parts;
  const set = { ...wishing, params: staffParams, body: workWish };
  app.put("/staff/:id/work", { schema: set, config }, async (request) => {
    const known = await training.setWork([...new Set(request.body.work)], deedOf(parts, request));
    if (!known) throw new Problem("staffNotFound");
    return { done: true } as const;
  });

  const one = { params: staffParams, response: answers(rehearsalsAnswer) };
  app.get("/staff/:id/rehearsals", { schema: one, config }, async (request) => {
    const now = line.clock.now();
    await mustBeOfOurs(parts, request.params.id);
    return { now, rehearsals: await training.rehearsals(request.params.id, now) };
  });
}

function certificateRoutes(app: ApiApp, parts: Console): void {
  const { training } = parts;
  const record = { ...wishing, params: staffParams, body: certificateWish };
  app.post("/staff/:id/certificates", { schema: record, config }, async (request) => {
    const { id: staffId } = request.params;
    const { kindId, from, until } = request.body;
    if (until <= from) throw new Problem("certificateWrong");
    await mustBeOfOurs(parts, staffId);
    const kinds = await training.kinds.list();
    if (!kinds.some(({ id, inUse }) => id === kindId && inUse)) throw new Problem("kindNotFound");
    const certificate = { ...request.body, id: idOfWish(wishId(request)), staffId };
    await training.record(certificate, deedOf(parts, request));
    return { done: true } as const;
  });

  const remove = { params: certificateParams, response: answers(done) };
  app.delete(
    "/staff/:id/certificates/:certificateId",
    { schema: remove, config },
    async (request) =>
      mustBeThere(await training.remove(request.params.certificateId, deedOf(parts, request))),
  );
}

/** What there are certificates of, in the line's own words. */
function kindRoutes(app: ApiApp, { line, training }: Console): void {
  const add = { ...wishing, body: kindWish };
  app.post("/training/kinds", { schema: add, config }, async (request) => {
    const kind = { ...request.body, id: idOfWish(wishId(request)) };
    await training.kinds.keep(kind, { by: staffOf(request).id, at: line.clock.now() });
    return { done: true } as const;
  });

  const change = { ...wishing, params: idParams, body: kindWish };
  app.put("/training/kinds/:id", { schema: change, config }, async (request) => {
    const { id } = request.params;
    if (!(await training.kinds.list()).some((kind) => kind.id === id)) {
      throw new Problem("kindNotFound");
    }
    const kind = { ...request.body, id };
    await training.kinds.keep(kind, { by: staffOf(request).id, at: line.clock.now() });
    return { done: true } as const;
  });
}

type OnStaff = Pick<FastifyRequest, "getDecorator" | "headers"> & {
  readonly params: { readonly id: string };
};

const deedOf = ({ line }: Console, request: OnStaff) => ({
  by: staffOf(request).id,
  staffId: request.params.id,
  at: line.clock.now(),
});
