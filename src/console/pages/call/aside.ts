import { mayOnLine } from "../../../domain/permissions.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useMe } from "../../client/queries.ts";

/** A supervisor who looks at somebody else's call: what is said to whoever answers it is not said to them. */
export function useIsAside({ company, help }: SessionView): boolean {
  const { data: me } = useMe();
  if (me === undefined || !mayOnLine(me, "supervise")) return false;
  return company.responderId !== me.id && help.speaker?.staffId !== me.id;
}
