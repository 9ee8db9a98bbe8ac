import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { otherLanguage } from "../domain/language.ts";
import type { me as meSchema } from "../http/contract.ts";
import { ask, known } from "./client/line.ts";
import { followLine } from "./client/live.ts";
import { Refused, useMe } from "./client/queries.ts";
import { SignInPage } from "./pages/sign-in/page.tsx";
import { Broken } from "./parts/broken.tsx";
import { Button } from "./parts/button.tsx";
import { Ringing } from "./parts/ringing.tsx";
import { Stale } from "./parts/stale.tsx";
import { showTheme, themeKept, THEMES, type Theme } from "./parts/theme.ts";
import { TroubleSaid } from "./parts/trouble.tsx";
import { usePhone } from "./softphone/use-phone.ts";
import { useStore } from "./time/use.ts";
import { speak, words } from "./words/load.ts";
import { useWords } from "./words/use.ts";
import { signedOut } from "./client/signing.ts";

type Me = z.infer<typeof meSchema>;

/** Around every page: who is signed in, the ring, and whether what is shown is so. */
export function Shell() {
  const say = useWords();
  const { data, error } = useMe();
  const trouble = error instanceof Refused ? error.trouble : null;
  const code = trouble?.kind === "refused" ? trouble.code : null;
  if (code === "signInNeeded" || code === "secondFactorNeeded") {
    return (
      <Frame me={null}>
        <SignInPage needsSecond={code === "secondFactorNeeded"} />
      </Frame>
    );
  }
  if (data !== undefined) return <SignedIn me={data} />;
  return (
    <Frame me={null}>
      <p className="page">{say("shell.loading")}</p>
      <TroubleSaid trouble={trouble} />
    </Frame>
  );
}

function SignedIn({ me }: { readonly me: Me }) {
  useEffect(followLine, []);
  usePhone(me.shift !== null && me.via === "softphone");
  useGoToCall(me.sessionId);
  return (
    <Frame me={me}>
      <Stale />
      <Ringing />
      <Broken>
        <Outlet />
      </Broken>
    </Frame>
  );
}

/** Whoever takes a call is on its page at once. */
function useGoToCall(id: string | null): void {
  const go = useNavigate();
  useEffect(() => {
    if (id !== null) void go({ to: "/sessions/$id", params: { id } });
  }, [id, go]);
}

function Frame({ me, children }: { readonly me: Me | null; readonly children: React.ReactNode }) {
  const say = useWords();
  return (
    <>
      <a className="skip" href="#page">
        {say("shell.skip")}
      </a>
      <header className="top">
        <p className="name">{say("shell.title")}</p>
        {me !== null && <Pages me={me} />}
      </header>
      <main id="page" tabIndex={-1}>
        {children}
      </main>
      <div className="tools">
        <Colours />
        <LanguageSwitch />
        {me !== null && <SignOut />}
      </div>
    </>
  );
}

function Pages({ me }: { readonly me: Me }) {
  const say = useWords();
  return (
    <nav aria-label={say("shell.pages")}>
      <Link to="/shift">{say("shell.shift")}</Link>
      {me.sessionId !== null && (
        <Link to="/sessions/$id" params={{ id: me.sessionId }}>
          {say("shell.call")}
        </Link>
      )}
    </nav>
  );
}

function Colours() {
  const say = useWords();
  const [theme, choose] = useState<Theme>(themeKept);
  return (
    <select
      className="colours"
      aria-label={say("shell.theme")}
      value={theme}
      onChange={({ target }) => {
        const next = THEMES.find((one) => one === target.value) ?? "auto";
        choose(next);
        showTheme(next);
      }}
    >
      {THEMES.map((one) => (
        <option key={one} value={one}>
          {say(`shell.theme.${one}`)}
        </option>
      ))}
    </select>
  );
}

function LanguageSwitch() {
  const say = useWords();
  const spoken = useStore(words);
  const next = otherLanguage(spoken?.language ?? "en");
  return (
    <Button look="quiet" onPress={() => void speak(next)}>
      <span lang={next}>{say("shell.language")}</span>
    </Button>
  );
}

function SignOut() {
  const say = useWords();
  const leave = async () => {
    await signedOut(ask);
    known.clear();
    await known.refetchQueries();
    location.reload();
  };
  return (
    <Button look="quiet" onPress={() => void leave()}>
      {say("shell.signOut")}
    </Button>
  );
}
