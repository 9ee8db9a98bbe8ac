/** ok: as it should be. look: a person should look, calls go on. broken: calls or help fail, or will. unknown: could not be told. */
export type Level = "ok" | "look" | "broken" | "unknown";

export type Finding = {
  /** For scripts and tests: never changes. */
  readonly name: string;
  readonly level: Level;
  /** What there is, in a sentence. */
  readonly found: string;
  /** What it means for those who call or answer; null where all is well. */
  readonly means: string | null;
  /** The command or click that mends it; null where nothing is to be mended. */
  readonly mend: string | null;
};

type Rest = { readonly means: string; readonly mend: string };

export const ok = (name: string, found: string): Finding => ({
  name,
  level: "ok",
  found,
  means: null,
  mend: null,
});

export const look = (name: string, found: string, rest: Rest): Finding => ({
  name,
  level: "look",
  found,
  ...rest,
});

export const broken = (name: string, found: string, rest: Rest): Finding => ({
  name,
  level: "broken",
  found,
  ...rest,
});

export const unknown = (name: string, found: string, mend: string | null = null): Finding => ({
  name,
  level: "unknown",
  found,
  means: null,
  mend,
});

/** "one thing", "3 things". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? `one ${one}` : `${count} ${many}`;

/** Why something failed, in the words of whoever failed innermost. */
export function reasonOf(err: unknown): string {
  if (!(err instanceof Error)) return String(err);
  if (err.cause instanceof Error) return reasonOf(err.cause);
  const [first] = err instanceof AggregateError ? (err.errors as readonly unknown[]) : [];
  if (first !== undefined) return reasonOf(first);
  const code = "code" in err && typeof err.code === "string" ? err.code : "";
  if (err.message === "") return code === "" ? err.name : code;
  return err.message.includes(code) ? err.message : `${err.message} (${code})`;
}
