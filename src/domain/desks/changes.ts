import { differing } from "../differing.ts";
import type { DeskEntry } from "./desk.ts";

/** A desk as somebody wrote it into a file, with its number. */
export type DeskWithNumber = DeskEntry & { readonly number: string };

/** What a file would do to one desk. */
export type DeskChange = {
  readonly id: string;
  readonly change: "added" | "changed" | "same" | "notInFile";
  /** Which columns differ. */
  readonly fields: readonly string[];
};

/** What taking over a file would change. A desk that the file does not name stays as it is. */
export function changesOf(
  known: readonly DeskWithNumber[],
  file: readonly DeskWithNumber[],
): readonly DeskChange[] {
  const before = new Map(known.map((desk) => [desk.id, desk]));
  const named = new Set(file.map(({ id }) => id));
  const left = known.filter(({ id }) => !named.has(id));
  return [
    ...file.map((desk) => changeOf(before.get(desk.id), desk)),
    ...left.map(({ id }) => ({ id, change: "notInFile", fields: [] }) as const),
  ];
}

/**
 * A desk is a rehearsal desk, or a real one, for good; and no number is both, or a rehearsal would ring somebody who sends help.
 * `line` is where the file says it, counted from 2.
 */
export function keptApart(
  known: readonly DeskWithNumber[],
  file: readonly { readonly line: number; readonly desk: DeskWithNumber }[],
): readonly { readonly line: number; readonly field: string; readonly what: string }[] {
  const named = new Set(file.map(({ desk }) => desk.id));
  const all = [...file.map(({ desk }) => desk), ...known.filter(({ id }) => !named.has(id))];
  return file.flatMap(({ line, desk: { id, number, rehearsal } }) => {
    const before = known.find((desk) => desk.id === id);
    const turned = before !== undefined && before.rehearsal !== rehearsal;
    const shared = all.find((desk) => desk.number === number && desk.rehearsal !== rehearsal);
    return [
      ...(turned ? [{ line, field: "rehearsal", what: "fixed when this desk was made" }] : []),
      ...(shared === undefined
        ? []
        : [{ line, field: "number", what: `also the number of ${shared.id}, on the other side` }]),
    ];
  });
}

function changeOf(before: DeskWithNumber | undefined, after: DeskWithNumber): DeskChange {
  const { id } = after;
  if (before === undefined) return { id, change: "added", fields: [] };
  const fields = differing(columnsOf(before), columnsOf(after));
  return { id, change: fields.length === 0 ? "same" : "changed", fields };
}

const columnsOf = ({ territory, ...desk }: DeskWithNumber) => ({ ...desk, ...territory });
