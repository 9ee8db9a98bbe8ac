import { otherLanguage, type Language } from "../domain/language.ts";
import { CATEGORIES, DIMENSIONS, type Dimension } from "../domain/sharing/dimensions.ts";
import type { OneWay } from "../domain/sharing/one-way.ts";
import type { PublishedMonth } from "../domain/sharing/publish.ts";
import { categoryName, reportWord, type ReportWord } from "../domain/words/report.ts";
import { sharingRules } from "../domain/words/sharing.ts";

export const REPORT_ADDRESS = { en: "/numbers", fr: "/chiffres" } as const;

/** In its whole, as the page's policy names it by its hash. */
export const REPORT_STYLE = `:root{color-scheme:light dark}body{font:1.125rem/1.55 system-ui,sans-serif;margin:0 auto;padding:1.5rem 1rem 4rem;max-width:42rem;color:light-dark(#1c2427,#eef1ee);background:light-dark(#fffefb,#12171a)}
h1{font-size:1.75rem;line-height:1.2}h2{margin:2rem 0 .5rem;font-size:1.25rem}a{color:light-dark(#0f5e59,#5cc4b8)}.lang{display:inline-block;padding:.625rem 0}summary{min-height:2.75rem;font-size:1.25rem;font-weight:700;line-height:2.75rem;cursor:pointer}
table{width:100%;margin:1rem 0;border-collapse:collapse;font-variant-numeric:tabular-nums}caption{padding:.5rem 0;font-weight:600;text-align:left}th,td{padding:.25rem .5rem .25rem 0;border-top:1px solid light-dark(#d5d1c7,#344047);text-align:left;font-weight:400}td{text-align:right}.soft{color:light-dark(#566166,#a7b3b5)}:focus-visible{outline:3px solid light-dark(#0b57d0,#8ab4ff);outline-offset:2px}`;

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0) ?? 0};`);

/** Numbers for everybody, small ones hidden: made of the published months, as the files beside it are. No script, no cookie. */
export function reportPage(months: readonly PublishedMonth[], language: Language): string {
  const other = otherLanguage(language);
  const say = (word: ReportWord) => escaped(reportWord(word, language));
  const link = `<a class="lang" lang="${other}" hreflang="${other}" href="${REPORT_ADDRESS[other]}">${say("otherLanguage")}</a>`;
  const newestFirst = months.toReversed();
  const shown = newestFirst.map((month, index) => monthOf(month, language, index === 0));
  const rules = sharingRules.map((rule) => `<p>${escaped(rule[language])}</p>`);
  const files = ["csv", "json"].map(
    (kind) => `<a href="/public/report.${kind}">${kind.toUpperCase()}</a>`,
  );
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${say("title")}</title><style>${REPORT_STYLE}</style></head>
<body><main>${link}<h1>${say("title")}</h1><p>${say("intro")}</p>
${shown.length === 0 ? `<p>${say("none")}</p>` : shown.join("")}
<h2>${say("counted")}</h2>${rules.join("")}<p>${say("files")} ${files.join(", ")}</p></main></body></html>
`;
}

/** The newest stands open. */
function monthOf(published: PublishedMonth, language: Language, isOpen: boolean): string {
  const { month, total, by } = published;
  const told =
    total === null
      ? `<p>${escaped(reportWord("monthHidden", language))}</p>`
      : DIMENSIONS.map((dimension) => tableOf(dimension, by[dimension], language)).join("");
  const calls = total === null ? reportWord("hidden", language) : callsSaid(total, language);
  const name = reportWord("month", language, { month: monthName(month, language), told: calls });
  return `<details${isOpen ? " open" : ""}><summary>${escaped(name)}</summary>${told}</details>`;
}

const callsSaid = (calls: number, language: Language): string =>
  reportWord("calls", language, { calls: String(calls) });

/** In the order of the list, which says nothing of their size. */
function tableOf(dimension: Dimension, { counts, rest }: OneWay, language: Language): string {
  const say = (word: ReportWord) => escaped(reportWord(word, language));
  const rows = CATEGORIES[dimension].toReversed().map((category) => {
    const calls = counts[category] ?? null;
    const told = calls === null ? `<span class="soft">${say("hidden")}</span>` : String(calls);
    return rowOf(escaped(categoryName(dimension, category, language)), told);
  });
  if (rest !== null) rows.push(rowOf(say("rest"), String(rest)));
  return `<table><caption>${say(dimension)}</caption><tbody>${rows.join("")}</tbody></table>`;
}

const rowOf = (name: string, told: string): string =>
  `<tr><th scope="row">${name}</th><td>${told}</td></tr>`;

function monthName(month: string, language: Language): string {
  const format = new Intl.DateTimeFormat(`${language}-CA`, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.format(Date.parse(`${month}-15T12:00:00Z`));
}
