import type { Account } from "../../../http/contract-call-log.ts";
import { useWords } from "../../words/use.ts";

/** Who somebody is, of all that are named in one call. */
export function useNames({ people, desks }: Pick<Account, "people" | "desks">) {
  const say = useWords();
  return (id: string | null): string => {
    if (id === null) return say("log.who.nobody");
    if (id === "caller" || id === "line") return say(`log.who.${id}`);
    const deskId = id.replace(/^desk:/, "");
    const known = people.find((one) => one.id === id) ?? desks.find((one) => one.id === deskId);
    return known?.name ?? deskId;
  };
}
