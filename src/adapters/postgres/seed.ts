import { DESK_KINDS } from "../../domain/desks/desk.ts";
import type { DeskWithNumber } from "../../domain/desks/changes.ts";
import type { Language } from "../../domain/language.ts";
import { PROVINCES, provinces, type Province } from "../../domain/provinces.ts";
import type { StaffRole } from "../../domain/permissions.ts";
import type { Circle, Instant, Via } from "../../domain/session/people.ts";
import { brisk, standard } from "../../domain/session/policy.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import type { StaffedRoster } from "./roster.ts";
import { rowOf } from "./desk-directory.ts";
import { seedOtherLines } from "./other-lines.ts";
import { rehearsalOtherLines } from "./seed-other-lines.ts";
import { sealStaffPhone } from "./seals.ts";
import { createListingDirectory } from "./services.ts";
import { rehearsalListings } from "./services-seed.ts";

/** Every line needs these, before its first call: sessions name the protocol they follow. Published versions stay as they are. */
export async function publishProtocols(db: Database, at: Instant): Promise<void> {
  await db.protocol.createMany({
    data: [standard, brisk].map(({ id, numbers, rehearsalOnly }) => ({
      id,
      name: id,
      numbers,
      rehearsalOnly,
      signedBy: "Software default, not yet reviewed by a medical lead",
      publishedAt: new Date(at),
    })),
    skipDuplicates: true,
  });
}

/**
 * A line to rehearse with: four responders, two supervisors, a navigator of another organisation, and for each province and
 * territory desks that only rehearsals reach. All numbers are fictional. Run again, it changes nothing; nobody is put on shift.
 */
export async function seedRehearsalLine(db: Database, vault: Vault, at: Instant): Promise<void> {
  await publishProtocols(db, at);
  await db.staff.createMany({
    data: [...people, outside].map((person) => staffRow(vault, person, at)),
    skipDuplicates: true,
  });
  await db.navigator.createMany({
    data: [{ staffId: outside.id, organisation: ORGANISATION, until: new Date(at + YEAR_MS) }],
    skipDuplicates: true,
  });
  await db.desk.createMany({
    data: rehearsalDesks(at).map((desk) => rowOf(vault, desk)),
    skipDuplicates: true,
  });
  await seedListings(db, at);
  await seedOtherLines(db, vault, rehearsalOtherLines(at));
}

async function seedListings(db: Database, at: Instant): Promise<void> {
  const listings = createListingDirectory(db);
  const offered = rehearsalListings(at);
  const known = await listings.byIds(offered.map(({ id }) => id));
  const kept = new Set(known.map(({ id }) => id));
  await listings.save(offered.filter(({ id }) => !kept.has(id)));
}

/** For rehearsals and tests: everyone of the rehearsal line comes on shift now. */
export async function putRehearsalStaffOnShift(roster: StaffedRoster, at: Instant): Promise<void> {
  for (const { id, circle } of people) {
    if (circle !== null) await roster.goOnShift(id, circle, at);
  }
}

/**
 * With a real telephone account nobody of the rehearsal line signs in (sign-in.ts), and nobody rings their fictional numbers: what
 * they had is ended, and nothing is handed to them. Returns how many shifts were.
 */
export async function retireRehearsalStaff(db: Database, at: Instant): Promise<number> {
  const now = new Date(at);
  const staff = { seeded: true };
  const [{ count }] = await db.$transaction([
    db.shift.updateMany({
      where: { staff, startsAt: { lte: now }, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
      data: { endsAt: now, leftAt: now },
    }),
    db.shift.deleteMany({ where: { staff, startsAt: { gt: now } } }),
    db.signIn.deleteMany({ where: { user: staff } }),
    db.navigator.deleteMany({ where: { staff } }),
  ]);
  return count;
}

type SeededPerson = {
  /** Letters, digits and underscores only: it also names their softphone. */
  id: string;
  name: string;
  circle: Circle | null;
  languages: readonly Language[];
  via: Via;
  phone: string | null;
};

const people: readonly SeededPerson[] = [
  {
    id: "robin",
    name: "Robin",
    circle: "line",
    languages: ["en", "fr"],
    via: "softphone",
    phone: null,
  },
  { id: "jo", name: "Jo", circle: "line", languages: ["en"], via: "softphone", phone: null },
  { id: "maude", name: "Maude", circle: "line", languages: ["fr"], via: "softphone", phone: null },
  {
    id: "casey",
    name: "Casey",
    circle: "line",
    languages: ["en"],
    via: "phone",
    phone: "+15555550121",
  },
  {
    id: "dana",
    name: "Dana",
    circle: "supervising",
    languages: ["en"],
    via: "softphone",
    phone: "+15555550122",
  },
  {
    id: "luc",
    name: "Luc",
    circle: "supervising",
    languages: ["fr", "en"],
    via: "softphone",
    phone: "+15555550123",
  },
];

const ORGANISATION = "Fictional Street Clinic";

/** On no shift: referrals are handed to them, and they can be brought into a call. */
const outside: SeededPerson = {
  id: "amara",
  name: "Amara",
  circle: null,
  languages: ["en", "fr"],
  via: "phone",
  phone: "+15555550129",
};

function staffRow(vault: Vault, person: SeededPerson, at: Instant) {
  const { id, name, circle, languages, via, phone } = person;
  return {
    id,
    name,
    email: `${id}@rehearsal.example`,
    emailVerified: true,
    createdAt: new Date(at),
    updatedAt: new Date(at),
    roles: [roleOf(circle)],
    languages: [...languages],
    reach: via,
    seeded: true,
    ...(phone === null ? {} : sealStaffPhone(vault, id, phone)),
  };
}

function roleOf(circle: Circle | null): StaffRole {
  if (circle === null) return "navigator";
  return circle === "supervising" ? "supervisor" : "responder";
}

const DAY_MS = 24 * 3_600_000;
const YEAR_MS = 365 * DAY_MS;

/** In the order of their numbers. Ontario and Québec, where the plays happen, have three routes. */
const routes: readonly { province: Province; order: number }[] = [
  ...PROVINCES.flatMap((province) =>
    (province === "ON" ? [1, 2] : [1]).map((order) => ({ province, order })),
  ),
  { province: "ON", order: 3 },
  { province: "QC", order: 2 },
  { province: "QC", order: 3 },
];

/** Every desk that rehearsals reach. */
export const rehearsalDesks = (at: Instant): readonly DeskWithNumber[] =>
  routes.map(({ province, order }) => rehearsalDesk(province, order, at - (at % DAY_MS)));

function rehearsalDesk(province: Province, order: number, at: Instant): DeskWithNumber {
  const { name, timeZone } = provinces[province];
  const index = routes.findIndex((one) => one.province === province && one.order === order);
  return {
    id: `rehearsal_${province.toLowerCase()}_${order}`,
    name: `Rehearsal desk ${order}, ${name.en}`,
    kind: DESK_KINDS[order - 1] ?? "local",
    territory: { province, regions: [], municipalities: [], postalPrefixes: [] },
    order,
    number: `+1555555${String(201 + index).padStart(4, "0")}`,
    languages: province === "QC" ? ["fr"] : ["en"],
    whoComes: "ambulance",
    hours: null,
    timeZone,
    recording: "agreed",
    recordingAgreedBy: "rehearsal",
    recordingAgreedAt: at,
    verifiedAt: at,
    rehearsal: true,
  };
}
