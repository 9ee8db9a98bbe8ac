import { Link, Outlet, useMatch, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { otherLanguage } from "../domain/language.ts";
import { mayOnLine } from "../domain/permissions.ts";
import type { me as meSchema } from "../http/contract.ts";
import type { Trouble } from "./client/client.ts";
import { followLine } from "./client/live.ts";
import { Refused, useMe } from "./client/queries.ts";
import { SignInPage } from "./pages/sign-in/page.tsx";
import { Broken } from "./parts/broken.tsx";
import { Button } from "./parts/button.tsx";
import { Ringing } from "./parts/ringing.tsx";
import { SignOut } from "./parts/sign-out.tsx";
import { Stale } from "./parts/stale.tsx";
import { showTheme, themeKept, THEMES, type Theme } from "./parts/theme.ts";
import { TroubleSaid } from "./parts/trouble.tsx";
import { MissedRing } from "./softphone/missed-ring.tsx";
import { ReachLight } from "./softphone/reach-light.tsx";
import { usePhone } from "./softphone/use-phone.ts";
import { useStore } from "./time/use.ts";
import { speak, words } from "./words/load.ts";
import { useWords } from "./words/use.ts";

type Me = z.infer<typeof meSchema>;

/** Around every page: who is signed in, the ring, and whether what is shown is so. Whoever was given a link is not signed in yet. */
export function Shell() {
  const isInvited = useMatch({ from: "/invitation", shouldThrow: false }) !== undefined;
  if (!isInvited) return <OfOurs />;
  return (
    <Frame me={null}>
      <Outlet />
    </Frame>
  );
}

function OfOurs() {
  const say = useWords();
  const { data, error } = useMe();
  const trouble = error instanceof Refused ? error.trouble : null;
  const asked = askedOf(trouble);
  // Who is in the middle of signing in stays there while the line does not answer: what they typed is on that page.
  const [last, keep] = useState(asked);
  if (asked !== null && asked !== last) keep(asked);
  const asks = asked ?? (data === undefined ? last : null);
  if (asks !== null) {
    return (
      <Frame me={null}>
        <SignInPage needsSecond={asks === "secondFactorNeeded"} />
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

function askedOf(trouble: Trouble | null): "signInNeeded" | "secondFactorNeeded" | null {
  if (trouble?.kind !== "refused") return null;
  const { code } = trouble;
  return code === "signInNeeded" || code === "secondFactorNeeded" ? code : null;
}

function SignedIn({ me }: { readonly me: Me }) {
  useEffect(followLine, []);
  usePhone(me.shift !== null && me.via === "softphone");
  useGoToCall(me.sessionId);
  return (
    <Frame me={me}>
      <Stale />
      <MissedRing />
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
        {me !== null && <ReachLight me={me} />}
      </header>
      <main id="page" tabIndex={-1}>
        {children}
      </main>
      <div className="tools">
        <Colours />
        <LanguageSwitch />
        {me !== null && (
          <Link className="button quiet" to="/me">
            {say("mine.title")}
          </Link>
        )}
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
      {mayOnLine(me, "seeEverySession") && <Link to="/board">{say("board.title")}</Link>}
      {me.sessionId !== null && (
        <Link to="/sessions/$id" params={{ id: me.sessionId }}>
          {say("shell.call")}
        </Link>
      )}
      {mayOnLine(me, "seeEverySession") && <Link to="/log">{say("shell.log")}</Link>}
      {mayOnLine(me, "seeShifts") && <Link to="/schedule">{say("schedule.title")}</Link>}
      {mayOnLine(me, "seeDesks") && <Link to="/desks">{say("desks.title")}</Link>}
      {mayOnLine(me, "keepStaff") && <Link to="/staff">{say("people.title")}</Link>}
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
