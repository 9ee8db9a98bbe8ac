import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { SessionView } from "../../../http/contract.ts";
import { known } from "../../client/line.ts";
import { planQuery, useMe } from "../../client/queries.ts";
import { useNow } from "../../time/use.ts";
import { isShutFor } from "./sealed.ts";

/** The plan as this person may see it now. What was read while it was open is dropped as soon as it is shut. */
export function usePlan(session: SessionView, enabled = true) {
  const { data: me } = useMe();
  const { id } = session;
  const shut = isShutFor(session, me?.id ?? "", useNow());
  const query = planQuery(id);
  useEffect(() => {
    if (shut) known.removeQueries({ queryKey: [...query.queryKey, "open"] });
    // The key says no more than the id.
  }, [shut, id]);
  const queryKey = [...query.queryKey, shut ? "shut" : "open"];
  return { ...useQuery({ ...query, queryKey, enabled }), shut };
}
