export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
};
export type XmlNode = string | XmlElement;

export class XmlError extends Error {}

type Cursor = { readonly source: string; at: number };

const NAME = /[A-Za-z_][\w.:-]*/y;
const SPACE = /[ \t\r\n]*/y;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Parses one strict XML document without DTD. Throws `XmlError` where it is not well-formed. */
export function parseXml(source: string): XmlElement {
  const cursor: Cursor = { source: source.replace(/^\uFEFF/, ""), at: 0 };
  if (cursor.source.startsWith("<?xml")) skipPast(cursor, "?>");
  skipMisc(cursor);
  const root = element(cursor);
  skipMisc(cursor);
  if (cursor.at < cursor.source.length) fail(cursor, "text after the document");
  return root;
}

/** All the words inside an element, tags left out and white space collapsed. */
export function textOf(node: XmlNode): string {
  return rawText(node).replace(/\s+/g, " ").trim();
}

export function elementsIn(parent: XmlElement): readonly XmlElement[] {
  return parent.children.filter((child) => typeof child !== "string");
}

const SEPARATES = new Set(["break", "p", "s"]);

function rawText(node: XmlNode): string {
  if (typeof node === "string") return node;
  // `sub` is read as its alias.
  const alias = node.name === "sub" ? node.attributes["alias"] : undefined;
  const words = alias ?? node.children.map(rawText).join("");
  return SEPARATES.has(node.name) ? ` ${words} ` : words;
}

function element(cursor: Cursor): XmlElement {
  expect(cursor, "<");
  const name = take(cursor, NAME) || fail(cursor, "a tag needs a name");
  const attributes = attributesOf(cursor);
  if (accept(cursor, "/>")) return { name, attributes, children: [] };
  expect(cursor, ">");
  const children = content(cursor);
  expect(cursor, "</");
  if (take(cursor, NAME) !== name) fail(cursor, `<${name}> is not closed`);
  take(cursor, SPACE);
  expect(cursor, ">");
  return { name, attributes, children };
}

function attributesOf(cursor: Cursor): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (;;) {
    const space = take(cursor, SPACE);
    const name = take(cursor, NAME);
    if (name === "") return attributes;
    if (space === "") fail(cursor, "attributes need white space between them");
    if (Object.hasOwn(attributes, name)) fail(cursor, `attribute ${name} twice`);
    take(cursor, SPACE);
    expect(cursor, "=");
    take(cursor, SPACE);
    attributes[name] = quoted(cursor);
  }
}

function quoted(cursor: Cursor): string {
  const quote = cursor.source[cursor.at];
  if (quote !== '"' && quote !== "'") fail(cursor, "an attribute value needs quotes");
  const end = cursor.source.indexOf(quote, cursor.at + 1);
  if (end < 0) fail(cursor, "an attribute value does not end");
  const raw = cursor.source.slice(cursor.at + 1, end);
  if (raw.includes("<")) fail(cursor, "< in an attribute value");
  cursor.at = end + 1;
  return unescaped(cursor, raw);
}

function content(cursor: Cursor): XmlNode[] {
  const children: XmlNode[] = [];
  while (!cursor.source.startsWith("</", cursor.at)) {
    if (cursor.at >= cursor.source.length) fail(cursor, "the document ends inside an element");
    if (accept(cursor, "<!--")) skipPast(cursor, "-->");
    else if (accept(cursor, "<![CDATA[")) children.push(skipPast(cursor, "]]>"));
    else if (accept(cursor, "<?")) skipInstruction(cursor);
    else if (cursor.source[cursor.at] === "<") children.push(element(cursor));
    else children.push(characters(cursor));
  }
  return children;
}

function characters(cursor: Cursor): string {
  const next = cursor.source.indexOf("<", cursor.at);
  const end = next < 0 ? cursor.source.length : next;
  const raw = cursor.source.slice(cursor.at, end);
  cursor.at = end;
  return unescaped(cursor, raw);
}

function unescaped(cursor: Cursor, raw: string): string {
  return raw.replace(/&([^;&\s]*;)?/g, (whole: string, reference?: string) => {
    const body = reference?.slice(0, -1) ?? "";
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(body);
    if (!number) return ENTITIES[body] ?? fail(cursor, `${whole} is not an entity`);
    const code = number[1] ? Number.parseInt(number[1], 16) : Number(number[2]);
    if (code < 1 || code > 0x10_ff_ff) fail(cursor, `${whole} is not a character`);
    return String.fromCodePoint(code);
  });
}

function skipMisc(cursor: Cursor): void {
  for (;;) {
    take(cursor, SPACE);
    if (accept(cursor, "<!--")) skipPast(cursor, "-->");
    else if (accept(cursor, "<?")) skipInstruction(cursor);
    else return;
  }
}

/** The declaration is only allowed at the very beginning. */
function skipInstruction(cursor: Cursor): void {
  if (/^xml\s/i.test(skipPast(cursor, "?>"))) fail(cursor, "the XML declaration must come first");
}

function skipPast(cursor: Cursor, mark: string): string {
  const end = cursor.source.indexOf(mark, cursor.at);
  if (end < 0) fail(cursor, `${mark} is missing`);
  const skipped = cursor.source.slice(cursor.at, end);
  cursor.at = end + mark.length;
  return skipped;
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source)?.[0] ?? "";
  cursor.at += found.length;
  return found;
}

function accept(cursor: Cursor, mark: string): boolean {
  if (!cursor.source.startsWith(mark, cursor.at)) return false;
  cursor.at += mark.length;
  return true;
}

function expect(cursor: Cursor, mark: string): void {
  if (!accept(cursor, mark)) fail(cursor, `${mark} expected`);
}

function fail(cursor: Cursor, message: string): never {
  const line = cursor.source.slice(0, cursor.at).split("\n").length;
  throw new XmlError(`line ${line}: ${message}`);
}
