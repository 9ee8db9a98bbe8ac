import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import { useNames } from "../../client/people.ts";
import { useWords } from "../../words/use.ts";
import { offeredQuery } from "./transfer-queries.ts";
import { WishButton } from "./wish-button.tsx";

type Given = {
  readonly session: SessionView;
  readonly transfer: NonNullable<SessionView["transfer"]>;
};

/** Somebody is rung to join, or is there: what to do next, and who leaves last. */
export function TransferNow({ session, transfer }: Given) {
  const say = useWords();
  const name = useName(session, transfer);
  const { state } = transfer;
  if (state === "theirs") return <p role="status">{say("transfer.theirs", { name })}</p>;
  return (
    <div className="stack">
      <p role="status">
        {say(state === "joined" ? "transfer.joined" : "transfer.ringing", { name })}
      </p>
      {state === "joined" && session.caller.on === "line" && (
        <Leave session={session} name={name} />
      )}
      <WishButton session={session} wish={{ name: "transfer-end", body: {} }}>
        {say(state === "ringing" ? "transfer.stop" : "transfer.letGo")}
      </WishButton>
    </div>
  );
}

/** Never from an open watch by itself: that they have finished is the responder's word. */
function Leave({ session, name }: { readonly session: SessionView; readonly name: string }) {
  const say = useWords();
  const watched = session.watch !== null;
  return (
    <>
      {watched && <p className="soft">{say("transfer.watched")}</p>}
      <WishButton
        twice
        look="main"
        session={session}
        wish={{ name: "transfer-leave", body: { endsWatch: watched } }}
      >
        {say(watched ? "transfer.finished" : "transfer.leave", { name })}
      </WishButton>
    </>
  );
}

function useName(session: SessionView, { to }: Given["transfer"]): string {
  const say = useWords();
  const people = useNames();
  const { data } = useQuery({ ...offeredQuery(session), enabled: to.kind === "line" });
  if (to.kind === "navigator") return people(to.staffId);
  return data?.lines.find(({ id }) => id === to.lineId)?.name ?? say("transfer.them");
}
