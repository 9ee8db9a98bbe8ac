import { queryOptions, useQuery } from "@tanstack/react-query";
import { done } from "../../../http/contract.ts";
import { signInsAnswer } from "../../../http/contract-access.ts";
import { read, useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { SignInList } from "../../parts/sign-in-list.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";

const signInsQuery = queryOptions({
  queryKey: ["signIns", "mine"],
  queryFn: () => read("/api/me/sign-ins", signInsAnswer),
});

export function SignIns() {
  const say = useWords();
  const { data } = useQuery(signInsQuery);
  const { send, trouble } = useWish((id: string) =>
    wish({ method: "DELETE", path: `/api/me/sign-ins/${id}`, answer: done, changes: ["signIns"] }),
  );
  return (
    <div className="card">
      <h2>{say("signIns.title")}</h2>
      <p className="soft">{say("signIns.text")}</p>
      {data !== undefined && <SignInList answer={data} onEnd={send} />}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
