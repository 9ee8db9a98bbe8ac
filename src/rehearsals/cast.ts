/** The rehearsal line's people, by the ids they sign in with. */
export const staffNames = ["robin", "jo", "maude", "casey", "dana", "luc"] as const;
export type StaffName = (typeof staffNames)[number];
export type Circle = "line" | "supervising";

/** Casey answers on their own phone; everybody else in a browser. */
export const handsetOf = (name: StaffName): string =>
  name === "casey" ? "+15555550121" : `client:${name}`;

/** The desks these plays send help from. Only rehearsals reach them. */
export const desks = {
  ontario: "+15555550209",
  ontarioSecond: "+15555550210",
  quebec: "+15555550212",
} as const;
export type DeskName = keyof typeof desks;

const deskNames: Readonly<Record<string, string>> = {
  [desks.ontario]: "Ontario desk",
  [desks.ontarioSecond]: "Ontario desk 2",
  [desks.quebec]: "Québec desk",
};

/** Any rehearsal desk, of any province. */
export const isDesk = (number: string): boolean => /^\+15555550(?:20[1-9]|21[0-4])$/.test(number);

/** Who is at a telephone, for people to read. */
export function nameOf(handset: string, caller: string): string {
  if (handset === caller) return "caller";
  const staff = staffNames.find((name) => handsetOf(name) === handset);
  return staff ?? deskNames[handset] ?? handset;
}
