/** As much of JSON Schema as this API's document uses. */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly format?: string;
  readonly pattern?: string;
};

/** Words that fit a format or a pattern; a new pattern needs one of its own. */
const WORDS: readonly string[] = [
  "0199c000-0000-7000-8000-00000000000f",
  "nobody@rehearsal.example",
  "2026-11-27T22:00",
  "2026-11-27",
  "2026-03",
  "+15555550142",
  "0",
  "123456",
  "FREQ=DAILY",
  "America/Toronto",
  "a".repeat(43),
  "nobody",
  "1 to 12 letters, and more than that",
];

/** Something that fits this schema: no more than it must have. Throws where it cannot be made up. */
export function exampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [one] = schema.anyOf ?? schema.oneOf ?? [];
  if (one !== undefined) return exampleOf(one);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map(exampleOf));
  switch ([schema.type ?? "object"].flat()[0]) {
    case "object":
      return exampleObject(schema);
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => exampleOf(schema.items ?? {}));
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1, 0);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return exampleText(schema);
  }
}

function exampleObject({ properties = {}, required = [] }: Schema): object {
  const needed = required.map((name) => [name, exampleOf(properties[name] ?? {})] as const);
  return Object.fromEntries(needed);
}

function exampleText({ pattern, minLength = 0 }: Schema): string {
  const fits = (word: string) =>
    word.length >= minLength && (pattern === undefined || new RegExp(pattern, "u").test(word));
  const plain = "a".repeat(Math.max(minLength, 6));
  const word = [plain, ...WORDS].find(fits);
  if (word === undefined) throw new Error(`No example fits ${String(pattern)}: add one`);
  return word;
}
