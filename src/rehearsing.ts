import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

import { seedRehearsalLine } from "./adapters/postgres/seed.ts";
import type { SignIn } from "./adapters/postgres/sign-in.ts";
import type { Composed } from "./line.ts";

type RehearsalStaff = Record<string, { readonly email: string; readonly password: string }>;

/** Where the people of the rehearsal line find their passwords; readable by this user alone. */
export const rehearsalStaffFile = (dataDir: string): string =>
  path.join(dataDir, "rehearsal-staff.json");

/**
 * A line to rehearse with. Passwords are made once, kept in `dataDir`, never in the repository; where the file is gone, or somebody
 * has none yet, new ones are made. Returns the file.
 */
export async function seedRehearsals(
  { database, vault, line }: Composed,
  signIn: SignIn,
  dataDir: string,
): Promise<string> {
  await seedRehearsalLine(database.db, vault, line.clock.now());
  const file = rehearsalStaffFile(dataDir);
  const known = await database.db.staffAccount.count({ where: { user: { seeded: true } } });
  const people = await database.db.staff.findMany({
    where: { seeded: true },
    select: { id: true, email: true },
  });
  if (existsSync(file) && known >= people.length) return file;
  const made: RehearsalStaff = {};
  for (const { id, email } of people) {
    const password = randomBytes(18).toString("base64url");
    await signIn.setPassword(id, password);
    made[id] = { email, password };
  }
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return file;
}
