import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";

const DAY_MS = 24 * 3_600_000;
/** Until then whoever made somebody's link may still be the one who used it. */
const LINK_TELLS_MS = 7 * DAY_MS;

/**
 * Whether two sign-ins are surely two people's: by the links used in the last seven days, nobody could be behind both. Links made on
 * the command line count for nobody.
 */
export async function areTwoPeople(
  db: Pick<Database, "invitation">,
  { one, other }: { readonly one: string; readonly other: string },
  at: Instant,
): Promise<boolean> {
  const links = await db.invitation.findMany({
    where: { acceptedAt: { gt: new Date(at - LINK_TELLS_MS) } },
    select: { staffId: true, invitedBy: true },
  });
  const behind = (staffId: string): ReadonlySet<string> => {
    const people = new Set([staffId]);
    // What is added is come to as well: whoever made the link of whoever made the link.
    for (const person of people) {
      const theirs = links.filter((link) => link.staffId === person);
      for (const { invitedBy } of theirs) if (invitedBy !== null) people.add(invitedBy);
    }
    return people;
  };
  const others = behind(other);
  return ![...behind(one)].some((person) => others.has(person));
}
