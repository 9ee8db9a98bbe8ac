/** The fields of what a file brings that differ from what is known. Whatever order their parts are kept in, the same is the same. */
export function differing(known: object, brought: object): readonly string[] {
  const was: Readonly<Record<string, unknown>> = { ...known };
  return Object.entries(brought)
    .filter(([field, value]) => plain(was[field]) !== plain(value))
    .map(([field]) => field);
}

const plain = (value: unknown): string => JSON.stringify(inOrder(value)) ?? "";

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, inOrder(one)]),
  );
}
