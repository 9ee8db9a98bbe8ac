import { useNavigate } from "@tanstack/react-router";
import type { SessionView } from "../../../http/contract.ts";
import { useMe, useWish, wishFor } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { useTwice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";
import { KEYS, useKeys } from "./keys.ts";
import { helpIsOut } from "./standing.ts";
import { Troubled } from "./troubled.tsx";
import { WishButton } from "./wish-button.tsx";

type Given = { readonly session: SessionView };

/** Cover, a way out without a reason, and the end of the call: none costs the caller a deadline (PRACTICE 29, 31, 32). */
export function Leaving({ session }: Given) {
  const say = useWords();
  const { data: me } = useMe();
  const { company } = session;
  const holds = me !== undefined && company.state === "with" && company.responderId === me.id;
  return (
    <>
      {holds && !company.cover && (
        <WishButton session={session} wish={{ name: "cover", body: null }}>
          {say("leave.cover")}
        </WishButton>
      )}
      {holds && <LeaveCall session={session} />}
      {!helpIsOut(session) && (
        <WishButton twice session={session} wish={{ name: "close", body: { outcome: "unknown" } }}>
          {say("leave.close")}
        </WishButton>
      )}
      {company.cover && <p role="status">{say("leave.covering")}</p>}
    </>
  );
}

/** One key, no reason, under 2 s: pressed twice, so that no stray key leaves anybody. */
function LeaveCall({ session: { id } }: Given) {
  const say = useWords();
  const go = useNavigate();
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await wishFor(id, { name: "leave", body: null });
    if (outcome.ok) void go({ to: "/shift" });
    return outcome;
  });
  const { asked, press } = useTwice(() => send(null));
  useKeys({ [KEYS.leave]: press });
  return (
    <div className="wish">
      <Button
        look={asked ? "warn" : "plain"}
        shortcut={KEYS.leave}
        isPending={isPending}
        onPress={press}
      >
        {say(asked ? "act.again" : "leave.go")}
      </Button>
      {asked && <p className="soft">{say("leave.more")}</p>}
      <Troubled trouble={trouble} again={() => send(null)} />
    </div>
  );
}
