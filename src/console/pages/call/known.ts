import { queryOptions, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { Piece } from "../../../domain/knowing/pieces.ts";
import { textsAnswer, warningsNowAnswer } from "../../../http/contract-knowing.ts";
import type { SessionView } from "../../../http/contract.ts";
import { known } from "../../client/line.ts";
import { read } from "../../client/queries.ts";

export type Text = z.infer<typeof textsAnswer>["texts"][number];
export type Warned = z.infer<typeof warningsNowAnswer>["warnings"][number];

const MINUTE_MS = 60_000;
const AGAIN_MS = 4_000;

type Texts = { readonly texts: readonly Text[]; readonly fallenBack: boolean };
const TEXTS = ["knowing", "texts"];

/** They change a few times a year: whatever a call began with is good for a while. Where the line does not answer, they are the software's own. */
const textsQuery = queryOptions({
  queryKey: TEXTS,
  queryFn: async (): Promise<Texts> => {
    try {
      return { ...(await read("/api/knowing/texts", textsAnswer)), fallenBack: false };
    } catch (err) {
      const before = known.getQueryData<Texts>(TEXTS);
      if (before?.fallenBack === false) throw err;
      return { texts: await ownTexts(), fallenBack: true };
    }
  },
  staleTime: 10 * MINUTE_MS,
  refetchInterval: ({ state }) => (state.data?.fallenBack === false ? false : AGAIN_MS),
});

const ownTexts = async (): Promise<readonly Text[]> =>
  (await import("../../../domain/knowing/texts.ts")).allInForce([]);

/** Asked again when something else is taken, or another province said; and now and then, as one ends or begins. */
const warningsQuery = ({ id, doses, sends }: SessionView) =>
  queryOptions({
    queryKey: ["warnings", id, doses.length, sends.place, sends.desks.join()],
    queryFn: async () => (await read(`/api/sessions/${id}/warnings`, warningsNowAnswer)).warnings,
    staleTime: MINUTE_MS,
    refetchInterval: 5 * MINUTE_MS,
    placeholderData: (before) => before,
  });

/** Null: the line has not answered yet. */
export function useTexts() {
  const { data } = useQuery(textsQuery);
  if (data === undefined) return null;
  const { texts, fallenBack } = data;
  const of = (piece: Piece) => texts.find((one) => one.piece === piece) ?? null;
  return { of, fallenBack };
}

export function useWarnings(session: SessionView): readonly Warned[] {
  const { data } = useQuery(warningsQuery(session));
  return data ?? [];
}
