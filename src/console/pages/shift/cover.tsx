import { useQuery } from "@tanstack/react-query";
import { sessionQuery, useWish, wishFor } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";

/** In a call: others are rung to take it over. They stay until somebody is there. */
export function CoverMe({ id }: { readonly id: string }) {
  const say = useWords();
  const { data: session } = useQuery(sessionQuery(id));
  const { send, trouble, isPending } = useWish(() => wishFor(id, { name: "cover", body: null }));
  if (session === undefined || session.closed !== null) return null;
  return (
    <>
      {session.company.cover ? (
        <p role="status">{say("shift.cover.asked")}</p>
      ) : (
        <div className="row">
          <Button isPending={isPending} onPress={() => send(null)}>
            {say("shift.cover")}
          </Button>
        </div>
      )}
      <TroubleSaid trouble={trouble} />
    </>
  );
}
