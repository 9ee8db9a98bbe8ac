import { queryOptions } from "@tanstack/react-query";
import { offeredAnswer, othersAnswer } from "../../../http/contract-other-lines.ts";
import type { SessionView } from "../../../http/contract.ts";
import { read } from "../../client/queries.ts";

/** What suits a call changes with what is said of it. */
export const offeredQuery = ({ id, kind, language, concerns }: SessionView) =>
  queryOptions({
    queryKey: ["transferLines", id, kind, language, ...concerns],
    queryFn: () => read(`/api/sessions/${id}/transfer-lines`, offeredAnswer),
  });

const LOOK_EVERY_MS = 4_000;

export const othersQuery = (id: string) =>
  queryOptions({
    queryKey: ["others", id],
    queryFn: () => read(`/api/sessions/${id}/others`, othersAnswer),
    refetchInterval: LOOK_EVERY_MS,
  });
