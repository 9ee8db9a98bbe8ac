import { defineConfig } from "prisma/config";

// Only for Prisma's own command line. The line itself migrates with src/adapters/postgres/migrate.ts.
const url = process.env["DATABASE_URL"];

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url ? { datasource: { url } } : {}),
});
