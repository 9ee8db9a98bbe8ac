import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import { useWords } from "../../words/use.ts";
import { othersQuery } from "./transfer-queries.ts";
import { WishButton } from "./wish-button.tsx";

/** In a talk, quietly: somebody is about to use, and nobody is free. Never forced (PRACTICE 3). */
export function Others({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { data } = useQuery(othersQuery(session.id));
  if (data?.aboutToUse !== true) return null;
  return (
    <div className="card stack" role="status">
      <p>{say("others.aboutToUse")}</p>
      <WishButton session={session} wish={{ name: "offer-call-back", body: {} }}>
        {say("others.offer")}
      </WishButton>
    </div>
  );
}
