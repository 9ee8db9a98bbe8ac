import { queryOptions } from "@tanstack/react-query";
import { invitationsAnswer, signInsAnswer, staffAnswer } from "../../../http/contract-access.ts";
import { restrictionsAnswer } from "../../../http/contract-restrictions.ts";
import { read } from "../../client/queries.ts";

export const staffQuery = queryOptions({
  queryKey: ["staff"],
  queryFn: () => read("/api/staff", staffAnswer),
});
export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: () => read("/api/invitations", invitationsAnswer),
});
export const signInsOf = (id: string) =>
  queryOptions({
    queryKey: ["signIns", id],
    queryFn: () => read(`/api/staff/${id}/sign-ins`, signInsAnswer),
  });
export const restrictionsQuery = queryOptions({
  queryKey: ["restrictions"],
  queryFn: () => read("/api/restrictions", restrictionsAnswer),
});
