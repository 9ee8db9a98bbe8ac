import type { Language } from "../../domain/language.ts";
import type { Circle, Instant, Via } from "../../domain/session/people.ts";
import { brisk, standard } from "../../domain/session/policy.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import type { StaffedRoster } from "./roster.ts";
import { sealDeskNumber, sealStaffPhone } from "./seals.ts";

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
 * A line to rehearse with: four responders, two supervisors, and for each province and territory desks that only
 * rehearsals reach. All numbers are fictional. Run again, it changes nothing; nobody is put on shift.
 */
export async function seedRehearsalLine(db: Database, vault: Vault, at: Instant): Promise<void> {
  await publishProtocols(db, at);
  await db.staff.createMany({
    data: people.map((person) => staffRow(vault, person, at)),
    skipDuplicates: true,
  });
  await db.desk.createMany({
    data: deskPlaces.map((place, index) => deskRow(vault, { ...place, index }, at)),
    skipDuplicates: true,
  });
}

/** For rehearsals and tests: everyone of the rehearsal line comes on shift now. */
export async function putRehearsalStaffOnShift(roster: StaffedRoster, at: Instant): Promise<void> {
  for (const { id, circle } of people) await roster.goOnShift(id, circle, at);
}

type SeededPerson = {
  /** Letters, digits and underscores only: it also names their softphone. */
  id: string;
  name: string;
  circle: Circle;
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

function staffRow(vault: Vault, person: SeededPerson, at: Instant) {
  const { id, name, circle, languages, via, phone } = person;
  return {
    id,
    name,
    email: `${id}@rehearsal.example`,
    emailVerified: true,
    createdAt: new Date(at),
    updatedAt: new Date(at),
    roles: [circle === "supervising" ? "supervisor" : "responder"],
    languages: [...languages],
    reach: via,
    seeded: true,
    ...(phone === null ? {} : sealStaffPhone(vault, id, phone)),
  };
}

type DeskPlace = { province: string; name: string; language: Language; routeOrder: number };

/** Ontario has two, so that a second route exists. */
const deskPlaces: readonly DeskPlace[] = [
  { province: "AB", name: "Alberta", language: "en", routeOrder: 1 },
  { province: "BC", name: "British Columbia", language: "en", routeOrder: 1 },
  { province: "MB", name: "Manitoba", language: "en", routeOrder: 1 },
  { province: "NB", name: "New Brunswick", language: "en", routeOrder: 1 },
  { province: "NL", name: "Newfoundland and Labrador", language: "en", routeOrder: 1 },
  { province: "NS", name: "Nova Scotia", language: "en", routeOrder: 1 },
  { province: "NT", name: "Northwest Territories", language: "en", routeOrder: 1 },
  { province: "NU", name: "Nunavut", language: "en", routeOrder: 1 },
  { province: "ON", name: "Ontario", language: "en", routeOrder: 1 },
  { province: "ON", name: "Ontario", language: "en", routeOrder: 2 },
  { province: "PE", name: "Prince Edward Island", language: "en", routeOrder: 1 },
  { province: "QC", name: "Québec", language: "fr", routeOrder: 1 },
  { province: "SK", name: "Saskatchewan", language: "en", routeOrder: 1 },
  { province: "YT", name: "Yukon", language: "en", routeOrder: 1 },
];

function deskRow(vault: Vault, place: DeskPlace & { index: number }, at: Instant) {
  const { province, name, language, routeOrder, index } = place;
  const id = `rehearsal_${province.toLowerCase()}_${routeOrder}`;
  return {
    id,
    name: `Rehearsal desk ${routeOrder}, ${name}`,
    province,
    languages: [language],
    ...sealDeskNumber(vault, id, `+1555555${String(201 + index).padStart(4, "0")}`),
    routeOrder,
    rehearsal: true,
    recording: "agreed",
    recordingAgreedBy: "rehearsal",
    recordingAgreedAt: new Date(at),
    verifiedAt: new Date(at),
  };
}
