import type { SessionView } from "../../../http/contract.ts";
import { useWords } from "../../words/use.ts";
import { WishButton } from "./wish-button.tsx";

type Given = { readonly session: SessionView };

/** Their line is lost, or somebody rang who may be them: what a person can add to what the line does by itself (PRACTICE 19, 20). */
export function Lost({ session }: Given) {
  const say = useWords();
  const { caller, redial } = session;
  const judges = redial === "unsure";
  if (caller.on !== "lost" && !judges) return null;
  return (
    <div className="lost card">
      {caller.on === "lost" && (
        <>
          <h2>{say("lost.title")}</h2>
          <p>{say(caller.pickedUp ? "lost.picked" : "lost.next")}</p>
          {!caller.pickedUp && caller.numberKnown && (
            <WishButton session={session} wish={{ name: "call-caller", body: null }}>
              {say("lost.callAgain")}
            </WishButton>
          )}
        </>
      )}
      {judges && <Redial session={session} />}
    </div>
  );
}

function Redial({ session }: Given) {
  const say = useWords();
  return (
    <>
      <h2>{say("redial.title")}</h2>
      <div className="row">
        <WishButton session={session} look="main" wish={{ name: "redial", body: { same: true } }}>
          {say("redial.same")}
        </WishButton>
        <WishButton session={session} wish={{ name: "redial", body: { same: false } }}>
          {say("redial.other")}
        </WishButton>
      </div>
    </>
  );
}
