import { useQuery } from "@tanstack/react-query";
import { appQuery, mustShowFactor } from "../../client/factors.ts";
import { passkeysQuery } from "../../client/passkeys.ts";
import { mayOnLine } from "../../../domain/permissions.ts";
import { useMe } from "../../client/queries.ts";
import { useWords } from "../../words/use.ts";
import { WithPasskey } from "../sign-in/with-passkey.tsx";
import { AppBegins, AppThere } from "./app.tsx";
import { NotToMe } from "./not-to-me.tsx";
import { NewPasskey, Passkeys } from "./passkeys.tsx";
import { ChangePassword } from "./password.tsx";
import { SignIns } from "./sign-ins.tsx";
import "./me.css";

/** How I prove that it is me, and where I am signed in. */
export function MePage() {
  const say = useWords();
  const { error } = useQuery(passkeysQuery);
  return (
    <section className="page mine">
      <h1>{say("mine.title")}</h1>
      {mustShowFactor(error) ? (
        <div className="card">
          <p>{say("mine.show")}</p>
          <WithPasskey main />
        </div>
      ) : (
        <Mine />
      )}
    </section>
  );
}

function Mine() {
  const say = useWords();
  const { data: hasApp } = useQuery(appQuery);
  const { data: me } = useMe();
  return (
    <>
      <div className="card">
        <h2>{say("passkeys.title")}</h2>
        <p className="soft">{say("passkeys.text")}</p>
        <Passkeys />
        <NewPasskey />
      </div>
      <div className="card">
        <h2>{say("app.title")}</h2>
        <p className="soft">{say("app.text")}</p>
        {hasApp !== undefined && (hasApp ? <AppThere /> : <AppBegins />)}
      </div>
      {me !== undefined && mayOnLine(me, "answerCalls") && <NotToMe />}
      <ChangePassword />
      <SignIns />
    </>
  );
}
