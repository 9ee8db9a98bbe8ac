import type { Ending, Instant } from "../session/people.ts";

/** What happened between the line and a desk, as the events of sessions say it. */
export type DeskHappening = {
  readonly sessionId: string;
  readonly at: Instant;
} & (
  | { readonly kind: "deskRung"; readonly deskId: string; readonly attempt: number }
  | { readonly kind: "deskAnswered"; readonly deskId: string }
  | { readonly kind: "deskEnded"; readonly deskId: string; readonly how: Ending }
  | { readonly kind: "helpTaken"; readonly deskId: string | null }
);

/** How one desk answered us. Times are medians in ms; null where it never came to that. */
export type DeskReport = {
  readonly deskId: string;
  readonly rung: number;
  readonly answered: number;
  readonly taken: number;
  /** Not picked up, by how the call ended. */
  readonly missed: Readonly<Partial<Record<Ending, number>>>;
  readonly answeredAfterMs: number | null;
  readonly takenAfterMs: number | null;
};

/** One row a desk that was rung, most rung first. Happenings of a session come in their order. */
export function deskReport(happenings: readonly DeskHappening[]): readonly DeskReport[] {
  const books = new Map<string, Book>();
  for (const one of happenings) {
    if (one.deskId === null) continue;
    const book = books.get(one.deskId) ?? newBook();
    books.set(one.deskId, book);
    enter(book, one);
  }
  return [...books]
    .map(([deskId, book]) => rowOf(deskId, book))
    .toSorted((a, b) => b.rung - a.rung || (a.deskId < b.deskId ? -1 : 1));
}

type Book = {
  rung: number;
  taken: number;
  readonly answeredAfter: number[];
  readonly takenAfter: number[];
  readonly missed: Partial<Record<Ending, number>>;
  /** By session: when it was last rung, and when somebody there picked up. */
  readonly open: Map<string, { readonly rungAt: Instant; answeredAt: Instant | null }>;
};

const newBook = (): Book => ({
  rung: 0,
  taken: 0,
  answeredAfter: [],
  takenAfter: [],
  missed: {},
  open: new Map(),
});

function enter(book: Book, one: DeskHappening): void {
  const call = book.open.get(one.sessionId);
  switch (one.kind) {
    case "deskRung":
      book.rung += 1;
      book.open.set(one.sessionId, { rungAt: one.at, answeredAt: null });
      return;
    case "deskAnswered":
      if (call === undefined || call.answeredAt !== null) return;
      call.answeredAt = one.at;
      book.answeredAfter.push(one.at - call.rungAt);
      return;
    case "helpTaken":
      book.taken += 1;
      if (call !== undefined && call.answeredAt !== null)
        book.takenAfter.push(one.at - call.answeredAt);
      return;
    case "deskEnded":
      if (call?.answeredAt === null) book.missed[one.how] = (book.missed[one.how] ?? 0) + 1;
  }
}

function rowOf(deskId: string, book: Book): DeskReport {
  return {
    deskId,
    rung: book.rung,
    answered: book.answeredAfter.length,
    taken: book.taken,
    missed: book.missed,
    answeredAfterMs: median(book.answeredAfter),
    takenAfterMs: median(book.takenAfter),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
