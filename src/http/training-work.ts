import type { FastifyRequest } from "fastify";
import { doesWork, type Work } from "../domain/training/work.ts";
import { staffOf, type Console } from "./console.ts";
import { Problem } from "./problems.ts";

/** Their role lets them; whether it is their work, a supervisor said by name. Who has no roles in the work does all of it. */
export async function mustDoWork(
  { training }: Pick<Console, "training">,
  request: Pick<FastifyRequest, "getDecorator" | "headers">,
  work: Work,
): Promise<void> {
  if (!doesWork(await training.workOf(staffOf(request).id), work)) throw new Problem("notYourWork");
}
