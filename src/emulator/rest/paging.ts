import { one, type Form } from "./form.ts";

/** One page of a list, in the form the 2010 API gives it. */
export function paged<T>(
  list: { key: string; items: readonly T[]; show: (item: T) => object },
  query: Form,
  path: string,
): object {
  const size = Math.min(1000, Math.max(1, Number(one(query, "PageSize") ?? 50) || 50));
  const page = Math.max(0, Number(one(query, "Page") ?? 0) || 0);
  const start = page * size;
  const items = list.items.slice(start, start + size);
  const uri = (number: number) => {
    const kept = Object.entries(query).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" && !name.startsWith("Page") ? [[name, value]] : [],
    );
    const names: [string, string][] = [
      ...kept,
      ["PageSize", String(size)],
      ["Page", String(number)],
    ];
    return `${path}?${new URLSearchParams(names).toString()}`;
  };
  const hasNext = start + size < list.items.length;
  return {
    page,
    page_size: size,
    start,
    end: start + Math.max(0, items.length - 1),
    uri: uri(page),
    first_page_uri: uri(0),
    previous_page_uri: page > 0 ? uri(page - 1) : null,
    next_page_uri: hasNext ? uri(page + 1) : null,
    [list.key]: items.map(list.show),
  };
}
