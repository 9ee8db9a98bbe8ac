const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export type SessionIds = { readonly ids: readonly string[]; readonly wrong: readonly string[] };

/** Calls by the id in the address of their page in the call log, or by that whole address: one each line, or between spaces. */
export function sessionIdsIn(text: string): SessionIds {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  const ids = words.map((word) => (word.split("/").at(-1) ?? "").toLowerCase());
  return {
    ids: [...new Set(ids.filter((id) => UUID.test(id)))],
    wrong: words.filter((_, index) => !UUID.test(ids[index] ?? "")),
  };
}
