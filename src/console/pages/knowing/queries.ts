import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { textsAnswer, textVersionsAnswer, warningsAnswer } from "../../../http/contract-knowing.ts";
import { read } from "../../client/queries.ts";

export type Text = z.infer<typeof textsAnswer>["texts"][number];
export type Version = z.infer<typeof textVersionsAnswer>["versions"][number];
export type KnownWarning = z.infer<typeof warningsAnswer>["warnings"][number];

export const inForceQuery = queryOptions({
  queryKey: ["knowing", "inForce"],
  queryFn: () => read("/api/knowing/texts", textsAnswer),
});
export const versionsQuery = queryOptions({
  queryKey: ["knowing", "versions"],
  queryFn: () => read("/api/knowing/versions", textVersionsAnswer),
});
export const warningsQuery = queryOptions({
  queryKey: ["knowing", "warnings"],
  queryFn: () => read("/api/knowing/warnings", warningsAnswer),
});
