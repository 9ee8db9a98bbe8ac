import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { otherLanguage, type Language } from "../domain/language.ts";
import { amount, numberWord, promises, promiseWord } from "../domain/words/promises.ts";
import type { Version } from "../adapters/postgres/protocols.ts";
import type { Console } from "./console.ts";
import { changesOf, inForceOf } from "./protocols.ts";
import { withPatience } from "./patience.ts";

const ADDRESS = { en: "/promises", fr: "/promesses" } as const;
const KEPT_BY_OTHERS = "public, max-age=300";

/** What the line promises callers, with the numbers in force: for everybody, without a sign-in, a script or a cookie. */
export function promiseRoutes(app: FastifyInstance, { protocols, line }: PromiseParts): void {
  for (const language of ["en", "fr"] as const) {
    app.get(ADDRESS[language], async (_request, reply) => {
      const versions = await withPatience(protocols.list());
      const nonce = randomBytes(16).toString("base64");
      const policy = `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
      reply.headers({ "content-security-policy": policy, "cache-control": KEPT_BY_OTHERS });
      const page = pageOf({ versions, language, nonce, timeZone: line.voice.timeZone });
      return reply.type("text/html; charset=utf-8").send(page);
    });
  }
}

type PromiseParts = Pick<Console, "protocols" | "line">;

type Page = {
  readonly versions: readonly Version[];
  readonly language: Language;
  readonly nonce: string;
  readonly timeZone: string;
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0) ?? 0};`);

const STYLE = `:root{color-scheme:light dark}body{font:1.125rem/1.55 system-ui,sans-serif;margin:0 auto;padding:1.5rem 1rem 4rem;max-width:42rem;color:light-dark(#1c2427,#eef1ee);background:light-dark(#fffefb,#12171a)}
h1{font-size:1.75rem;line-height:1.2}h2{margin:2rem 0 .5rem;font-size:1.25rem}li{margin:.5rem 0}a{color:light-dark(#0f5e59,#5cc4b8)}.lang{display:inline-block;padding:.625rem 0}.soft{color:light-dark(#566166,#a7b3b5)}:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}`;

function pageOf({ versions, language, nonce, timeZone }: Page): string {
  const other = otherLanguage(language);
  const say = (word: Parameters<typeof promiseWord>[0]) => escaped(promiseWord(word, language));
  const sections = promises(inForceOf(versions).numbers, language).map(
    ({ title, sentences }) =>
      `<h2>${escaped(title)}</h2>${sentences.map((one) => `<p>${escaped(one)}</p>`).join("")}`,
  );
  const link = `<a class="lang" lang="${other}" hreflang="${other}" href="${ADDRESS[other]}">${say("otherLanguage")}</a>`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${say("title")}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><main>${link}<h1>${say("title")}</h1><p>${say("intro")}</p>${sections.join("")}
<h2>${say("versions")}</h2>${versionsOf({ versions, language, nonce, timeZone })}</main></body></html>
`;
}

/** Which version is in force, whose word it is, and every change there was. Why, and by whom of ours, is the line's own. */
function versionsOf({ versions, language, timeZone }: Page): string {
  const dayOf = dayIn(language, timeZone);
  const current = inForceOf(versions);
  const { id, publishedAt, signedBy, publishedBy } = current;
  const said = (word: "inForce" | "signed" | "unsigned", values: Record<string, string> = {}) =>
    `<p>${escaped(promiseWord(word, language, values))}</p>`;
  const signed = publishedBy === null ? said("unsigned") : said("signed", { name: signedBy });
  const inForce = said("inForce", { name: id, day: dayOf(publishedAt) });
  const items = versions.flatMap((version) => {
    const lines = changeLines(versions, version, language);
    if (lines.length === 0) return [];
    const head = `${escaped(version.id)}, ${escaped(dayOf(version.publishedAt))}`;
    return [
      `<li>${head}<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul></li>`,
    ];
  });
  const title = escaped(promiseWord("changes", language));
  return `${inForce}${signed}${items.length === 0 ? "" : `<h2>${title}</h2><ul>${items.join("")}</ul>`}`;
}

const changeLines = (versions: readonly Version[], version: Version, language: Language) =>
  changesOf(versions, version).map(({ name, from, to }) =>
    promiseWord("change", language, {
      what: numberWord(name, language),
      from: amount(name, from, language),
      to: amount(name, to, language),
    }),
  );

function dayIn(language: Language, timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(`${language}-CA`, { dateStyle: "long", timeZone });
  return (at) => format.format(at);
}
