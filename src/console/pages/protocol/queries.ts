import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { protocolsAnswer } from "../../../http/contract-protocols.ts";
import { read } from "../../client/queries.ts";

export type Protocols = z.infer<typeof protocolsAnswer>;
export type Published = Protocols["versions"][number];

export const protocolsQuery = queryOptions({
  queryKey: ["protocols"],
  queryFn: () => read("/api/protocols", protocolsAnswer),
});
