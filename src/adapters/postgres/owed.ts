import { Prisma } from "../../generated/prisma/client.ts";

/** A row of `duties` that has not ended, in SQL. */
export const notEnded = Prisma.sql`(done_at IS NULL AND overtaken_by IS NULL AND waived_by IS NULL)`;
