import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Pool } from "pg";

export type SchemaEngine = bindings.SchemaEngine;
export type MigrationList = bindings.MigrationList;

type Exports = { __wbindgen_start(): void };

/** Node has it, but TypeScript only describes it together with the browser. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }>;
};

let loaded = false;
const ignoreLog = () => {};

/**
 * Prisma's own migration engine, in WebAssembly, on `pool`. An internal package of Prisma's: pinned
 * to an exact version, and known to this file only. The engine hides what the database said about a
 * script it refused; `onRefused` is told.
 */
export async function openSchemaEngine(
  pool: Pool,
  onRefused: (reason: unknown) => void,
): Promise<SchemaEngine> {
  if (!loaded) await loadWebAssembly();
  loaded = true;
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool, onRefused));
  return bindings.SchemaEngine.new({ datamodels: undefined }, ignoreLog, adapter);
}

async function loadWebAssembly(): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  const beside = dirname(resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const bytes = readFileSync(join(beside, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/**
 * The adapter as Prisma ships it cuts a script at every `;` and runs the pieces one by one. That
 * breaks a trigger's body, and leaves half a migration behind. Here a script is one query.
 */
function wholeScripts(pool: Pool, onRefused: (reason: unknown) => void): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script);
      } catch (error) {
        onRefused(error);
        throw error;
      }
    };
    return adapter;
  };
  return factory;
}
