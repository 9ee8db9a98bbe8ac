import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { Language } from "../../src/domain/language.ts";
import type { Circle } from "../../src/domain/session/people.ts";
import type { Composed } from "../../src/line.ts";
import { parsePasswords } from "../../src/rehearsals/staff.ts";
import { seedRehearsals } from "../../src/rehearsing.ts";
import { takeSeat, type Seat } from "./seats.ts";

type Person = { readonly id: string; readonly circle: Circle; readonly languages: Language[] };

const both: Language[] = ["en", "fr"];
const extra = (id: string, circle: Circle): Person => ({ id, circle, languages: both });

/** Twelve who answer and six who supervise, all in browsers. */
export const staff: readonly Person[] = [
  { id: "robin", circle: "line", languages: both },
  { id: "jo", circle: "line", languages: ["en"] },
  { id: "maude", circle: "line", languages: ["fr"] },
  ...["ash", "bo", "cam", "dee", "eli", "fay", "gus", "hal", "ivy"].map((id) => extra(id, "line")),
  { id: "dana", circle: "supervising", languages: ["en"] },
  { id: "luc", circle: "supervising", languages: both },
  ...["kim", "lou", "mel", "nat"].map((id) => extra(id, "supervising")),
];

const fileIn = (folder: string): string => path.join(folder, "chaos-staff.json");

/** The rehearsal line, with more people on it than it comes with. Their passwords are in `folder`. */
export async function seed(composed: Composed, folder: string): Promise<void> {
  const seeded = await seedRehearsals(composed, composed.signIn, folder);
  const passwords = { ...parsePasswords(readFileSync(seeded, "utf8")) };
  for (const { id, circle, languages } of staff) {
    if (passwords[id] !== undefined) continue;
    const password = randomBytes(18).toString("base64url");
    const email = `${id}@rehearsal.example`;
    const role = circle === "supervising" ? "supervisor" : "responder";
    const person = { id, name: id, email, roles: [role], languages, via: "softphone" } as const;
    await composed.signIn.createStaff(person, password);
    // Of the rehearsal line, like those it comes with: its supervisors have no second factor either.
    await composed.database.db.staff.update({ where: { id }, data: { seeded: true } });
    passwords[id] = { email, password };
  }
  writeFileSync(fileIn(folder), JSON.stringify(passwords), { mode: 0o600 });
}

/** Everybody signs in and comes on shift. */
export async function comeOn(
  publicUrl: string,
  folder: string,
): Promise<ReadonlyMap<string, Seat>> {
  const passwords = parsePasswords(readFileSync(fileIn(folder), "utf8"));
  const seats = new Map<string, Seat>();
  for (const { id, circle } of staff) {
    const known = passwords[id];
    if (known === undefined) throw new Error(`There is no password for ${id}`);
    seats.set(id, await persistently(() => begin(publicUrl, id, known, circle)));
  }
  return seats;
}

type Known = { readonly email: string; readonly password: string };

async function begin(url: string, id: string, known: Known, circle: Circle): Promise<Seat> {
  const seat = await takeSeat(url, id, known);
  await seat.clicks("/shifts", { circle });
  return seat;
}

const TRIES = 10;

/** Before the night begins a slow machine is nobody's fault. */
async function persistently<T>(work: () => Promise<T>, tries = TRIES): Promise<T> {
  try {
    return await work();
  } catch (err) {
    if (tries <= 1) throw err;
    return persistently(work, tries - 1);
  }
}
