import { Ajv, type ValidateFunction } from "ajv";

type Json = { readonly [name: string]: unknown };

/** What Twilio's OpenAPI file says of one request: which parameters exist, and what an answer looks like. */
export type Operation = {
  id: string;
  method: string;
  path: string;
  parameters: ReadonlySet<string>;
  /** What is wrong with an answer; nothing, if nothing is. */
  faultsOf: (status: number, body: unknown) => readonly string[];
  /** The file's own examples. */
  examples: readonly { status: number; body: unknown }[];
};

const METHODS = ["get", "post", "delete"];
const RFC_2822 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/;

/** An address, absolute or below the API's; Twilio writes "" for none. */
const isAddress = (text: string) => text === "" || text.startsWith("/") || URL.canParse(text);

const FORMATS: Readonly<Record<string, true | RegExp | ((text: string) => boolean)>> = {
  "date-time-rfc-2822": RFC_2822,
  uri: isAddress,
  currency: /^[A-Za-z]{3}$/,
  "http-method": /^(?:GET|POST)$/,
  "iso-country-code": /^[A-Z]{2}$/,
  "phone-number": /^(?:\+?\d+|[\w:+]+)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  "date-time": (text) => !Number.isNaN(Date.parse(text)),
  int32: true,
  int64: true,
  // What these mean stands in the schema beside them.
  "uri-map": true,
  "phone-number-capabilities": true,
  "ice-server": true,
  endpoint: true,
  twiml: true,
};

/**
 * Where Twilio's own examples break Twilio's own file, and so may we: a conference that has not ended has no reason;
 * a number without an application has an empty SID; a recording's price is a string. (The fourth, times with another
 * offset than +0000, the format above allows.)
 */
const EXCEPTIONS: readonly { schema: string; property: string; also: Json }[] = [
  { schema: "conference", property: "reason_conference_ended", also: { type: "null" } },
  { schema: "incoming_phone_number", property: "sms_application_sid", also: { const: "" } },
  { schema: "incoming_phone_number", property: "voice_application_sid", also: { const: "" } },
  { schema: "call.call_recording", property: "price", also: { type: "string" } },
];

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => (isJson(inner) ? inner[name] : undefined), value);
}

function entriesAt(value: unknown, ...names: readonly string[]): [string, unknown][] {
  const found = at(value, ...names);
  return isJson(found) ? Object.entries(found) : [];
}

/** The operation a request is one of; null if there is none. `path` is without the host and the query. */
export function operationFor(
  operations: readonly Operation[],
  asked: { method: string; path: string },
): Operation | null {
  const parts = asked.path.split("/");
  const fits = (template: string) => {
    const names = template.split("/");
    return names.length === parts.length && names.every((name, place) => isOf(name, parts[place]));
  };
  return operations.find(({ method, path }) => method === asked.method && fits(path)) ?? null;
}

function isOf(name: string, part: string | undefined): boolean {
  if (part === undefined || !name.startsWith("{")) return name === part;
  const [, ending = ""] = /^\{\w+\}(.*)$/.exec(name) ?? [];
  return part.endsWith(ending) && part.length > ending.length;
}

/** Reads the file. An answer must have exactly the keys its schema has: the file itself requires none and forbids none. */
export function operationsOf(text: string): readonly Operation[] {
  const file: unknown = JSON.parse(text);
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  ajv.addSchema({ $id: "file", components: withExceptions(strict(at(file, "components"))) });
  return entriesAt(file, "paths").flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = at(item, method);
      return isJson(operation) ? [read(ajv, operation, { method, path })] : [];
    }),
  );
}

function read(
  ajv: Ajv,
  operation: Json,
  { method, path }: { method: string; path: string },
): Operation {
  const form = [
    "requestBody",
    "content",
    "application/x-www-form-urlencoded",
    "schema",
    "properties",
  ];
  const query = Object.values(Array.isArray(operation["parameters"]) ? operation["parameters"] : [])
    .filter((one) => at(one, "in") === "query")
    .map((one) => String(at(one, "name")));
  const answers = entriesAt(operation, "responses").map(([status, answer]) => ({
    status: Number(status),
    schema: at(answer, "content", "application/json", "schema"),
    examples: entriesAt(answer, "content", "application/json", "examples"),
  }));
  const compiled = new Map<number, ValidateFunction>();
  return {
    id: String(operation["operationId"]),
    method: method.toUpperCase(),
    path,
    parameters: new Set([...query, ...entriesAt(operation, ...form).map(([name]) => name)]),
    examples: answers.flatMap(({ status, examples }) =>
      examples.map(([, example]) => ({ status, body: at(example, "value") })),
    ),
    faultsOf(status, body) {
      const answer = answers.find((one) => one.status === status);
      if (!answer) return [`${status} is none of its answers`];
      if (answer.schema === undefined) return body === "" ? [] : ["there should be no body"];
      const check = compiled.get(status) ?? ajv.compile(inFile(strict(answer.schema)));
      compiled.set(status, check);
      if (check(body)) return [];
      return (check.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
    },
  };
}

/** A schema as JSON Schema has it: `nullable` spelled out, and no more and no fewer keys than it names. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (!isJson(schema)) return schema;
  const { nullable, ...rest } = schema;
  const inner = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, strict(value)]),
  );
  const names =
    rest["type"] === "object" ? entriesAt(rest, "properties").map(([name]) => name) : [];
  const exact = names.length > 0 ? { required: names, additionalProperties: false } : {};
  const uris = rest["format"] === "uri-map" ? { additionalProperties: { type: "string" } } : {};
  const whole = { ...inner, ...exact, ...uris };
  return nullable === true ? { anyOf: [whole, { type: "null" }] } : whole;
}

function withExceptions(components: unknown): unknown {
  const schemas = Object.fromEntries(entriesAt(components, "schemas"));
  for (const { schema, property, also } of EXCEPTIONS) {
    const name = `api.v2010.account.${schema}`;
    const properties = Object.fromEntries(entriesAt(schemas[name], "properties"));
    const allowed = { anyOf: [properties[property], also] };
    schemas[name] = {
      ...Object.fromEntries(entriesAt(schemas[name])),
      properties: { ...properties, [property]: allowed },
    };
  }
  return { schemas };
}

/** References lead into the file. */
function inFile(schema: unknown): Json {
  const text = JSON.stringify(schema).replaceAll('"#/components', '"file#/components');
  const parsed: unknown = JSON.parse(text);
  return isJson(parsed) ? parsed : {};
}
