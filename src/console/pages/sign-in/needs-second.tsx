import { useQuery } from "@tanstack/react-query";
import { mustShowFactor } from "../../client/factors.ts";
import { passkeysQuery } from "../../client/passkeys.ts";
import { useWords } from "../../words/use.ts";
import { AppBegins } from "../me/app.tsx";
import { NewPasskey } from "../me/passkeys.tsx";
import { SignOut } from "../../parts/sign-out.tsx";
import { WithPasskey } from "./with-passkey.tsx";

/** Signed in with a password, which is too little for their role: they show what they have, or set it up. */
export function NeedsSecond() {
  const say = useWords();
  const { data, error } = useQuery(passkeysQuery);
  const has = mustShowFactor(error);
  if (!has && data === undefined) return <p className="page">{say("shell.loading")}</p>;
  return (
    <section className="page narrow wide">
      <h1>{say("second.needed")}</h1>
      {has ? (
        <>
          <p>{say("second.needed.has")}</p>
          <WithPasskey main />
          <p className="soft">{say("signIn.lost")}</p>
        </>
      ) : (
        <SetUp />
      )}
      <SignOut />
    </section>
  );
}

function SetUp() {
  const say = useWords();
  return (
    <>
      <p>{say("second.needed.none")}</p>
      <div className="card">
        <h2>{say("passkeys.title")}</h2>
        <p className="soft">{say("passkeys.text")}</p>
        <NewPasskey />
      </div>
      <div className="card">
        <h2>{say("app.title")}</h2>
        <p className="soft">{say("app.text")}</p>
        <AppBegins />
      </div>
    </>
  );
}
