/** The rehearsal line's people, by the ids they sign in with. */
export const staffNames = ["robin", "jo", "maude", "casey", "dana", "luc"] as const;
export type StaffName = (typeof staffNames)[number];
export type Circle = "line" | "supervising";

/** Casey answers on their own phone; everybody else in a browser. */
export const handsetOf = (name: StaffName): string =>
  name === "casey" ? "+15555550121" : `client:${name}`;

/** Of another organisation, on no shift, with a plain phone. */
export const navigator = { id: "amara", number: "+15555550129" } as const;

/** Whom Sam wants sent first, in the plays where there is somebody. */
export const trustedNumber = "+15555550146";

/** The desks these plays send help from. Only rehearsals reach them. */
export const desks = {
  ontario: "+15555550209",
  ontarioSecond: "+15555550210",
  ontarioThird: "+15555550215",
  quebec: "+15555550212",
  quebecSecond: "+15555550216",
  quebecThird: "+15555550217",
} as const;
export type DeskName = keyof typeof desks;

/** How the line's directory names them. */
const deskIds: Readonly<Record<DeskName, string>> = {
  ontario: "rehearsal_on_1",
  ontarioSecond: "rehearsal_on_2",
  ontarioThird: "rehearsal_on_3",
  quebec: "rehearsal_qc_1",
  quebecSecond: "rehearsal_qc_2",
  quebecThird: "rehearsal_qc_3",
};
export const deskId = (name: DeskName): string => deskIds[name];

const deskNames: Readonly<Record<string, string>> = {
  [desks.ontario]: "Ontario desk",
  [desks.ontarioSecond]: "Ontario desk 2",
  [desks.ontarioThird]: "Ontario desk 3",
  [desks.quebec]: "Québec desk",
  [desks.quebecSecond]: "Québec desk 2",
  [desks.quebecThird]: "Québec desk 3",
  [trustedNumber]: "trusted person",
  [navigator.number]: "navigator",
};

/** Any rehearsal desk, of any province. */
export const isDesk = (number: string): boolean => /^\+15555550(?:20[1-9]|21[0-7])$/.test(number);

/** Who is at a telephone, for people to read. */
export function nameOf(handset: string, caller: string): string {
  if (handset === caller) return "caller";
  const staff = staffNames.find((name) => handsetOf(name) === handset);
  return staff ?? deskNames[handset] ?? handset;
}
