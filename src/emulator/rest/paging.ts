import { badRequest } from "./errors.ts";
import { one, type Form } from "./form.ts";

const PAGE = 50;
const LONGEST_PAGE = 1000;

/** Everything that fits, newest first. */
export type List<T> = {
  key: string;
  items: readonly T[];
  idOf: (item: T) => string;
  show: (item: T) => object;
};

/**
 * One page of a list, in the form the 2010 API gives it. The token holds the place (`PA` after, `PB` before one of the
 * items), so that what is new meanwhile moves nothing from page to page.
 */
export function paged<T>(list: List<T>, query: Form, path: string): object {
  const size = Math.min(LONGEST_PAGE, wholeNumber(query, "PageSize", PAGE) || PAGE);
  const page = wholeNumber(query, "Page", 0);
  const start = startOf(list, query, { page, size });
  const items = list.items.slice(start, start + size);
  const uri = (number: number, token?: string) => {
    const names = new URLSearchParams(filtersIn(query));
    names.append("PageSize", String(size));
    names.append("Page", String(number));
    if (token !== undefined) names.append("PageToken", token);
    return `${path}?${names.toString()}`;
  };
  const [first, last] = [items[0], items.at(-1)];
  const hasNext = last !== undefined && start + size < list.items.length;
  const hasPrevious = page > 0 && first !== undefined;
  return {
    page,
    page_size: size,
    start: page * size,
    end: page * size + Math.max(0, items.length - 1),
    uri: uri(page),
    first_page_uri: uri(0),
    previous_page_uri: hasPrevious ? uri(page - 1, `PB${list.idOf(first)}`) : null,
    next_page_uri: hasNext ? uri(page + 1, `PA${list.idOf(last)}`) : null,
    [list.key]: items.map(list.show),
  };
}

function startOf<T>(
  list: List<T>,
  query: Form,
  { page, size }: { page: number; size: number },
): number {
  const token = one(query, "PageToken") ?? "";
  if (token === "") return page * size;
  const place = list.items.findIndex((item) => list.idOf(item) === token.slice(2));
  if (place === -1 || !/^P[AB]/.test(token)) throw badRequest(20001, "PageToken is not valid");
  return token.startsWith("PA") ? place + 1 : Math.max(0, place - size);
}

function filtersIn(query: Form): Record<string, string> {
  const names = Object.keys(query).filter((name) => !name.startsWith("Page"));
  return Object.fromEntries(names.map((name) => [name, one(query, name) ?? ""]));
}

function wholeNumber(query: Form, name: string, fallback: number): number {
  const given = one(query, name) ?? "";
  if (given === "") return fallback;
  if (!/^\d{1,9}$/.test(given)) throw badRequest(20001, `${name} must be a whole number: ${given}`);
  return Number(given);
}
