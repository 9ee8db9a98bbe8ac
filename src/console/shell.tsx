import { Link, Outlet, useLocation, useMatch, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { otherLanguage } from "../domain/language.ts";
import { isNavigator, mayEver, mayOnLine } from "../domain/permissions.ts";
import type { me as meSchema } from "../http/contract.ts";
import type { Trouble } from "./client/client.ts";
import { followLine } from "./client/live.ts";
import { Refused, useMe } from "./client/queries.ts";
import { Broken } from "./parts/broken.tsx";
import { Button } from "./parts/button.tsx";
import { later } from "./parts/later.tsx";
import { Menu } from "./parts/menu.tsx";
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

/** Who comes back to a call is signed in. */
const signIn = later<{ readonly needsSecond: boolean }>(
  async () => (await import("./pages/sign-in/page.tsx")).SignInPage,
);

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
        <signIn.Part needsSecond={asks === "secondFactorNeeded"} />
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
  // The line tells of calls, and only those who may have one are let in.
  const follows = mayEver(me, "seeWaiting");
  useEffect(() => (follows ? followLine() : undefined), [follows]);
  // Whoever only learns has no shift: they are rung once they were introduced.
  const isRung = me.shift !== null || !mayOnLine(me, "answerCalls");
  usePhone(isRung && me.via === "softphone" && mayOnLine(me, "haveSoftphone"));
  useGoToCall(me.sessionId);
  useStayOutside(isNavigator(me));
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

const OUTSIDE: ReadonlySet<string> = new Set(["/referrals", "/me"]);

/** Who is of another organisation has one page, and their own sign-in. */
function useStayOutside(isOutside: boolean): void {
  const go = useNavigate();
  const at = useLocation({ select: ({ pathname }) => pathname });
  const strays = isOutside && !OUTSIDE.has(at);
  useEffect(() => {
    if (strays) void go({ to: "/referrals" });
  }, [strays, go]);
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
        {me === null ? (
          <>
            <Colours />
            <LanguageSwitch />
          </>
        ) : (
          <Mine me={me} />
        )}
      </div>
    </>
  );
}

/** Who is signed in, and what is theirs alone. After the page for whoever tabs. */
function Mine({ me }: { readonly me: Me }) {
  const say = useWords();
  return (
    <Menu
      label={
        <>
          <span className="hush">{say("shell.signedIn")}</span> <span>{me.name}</span>
        </>
      }
    >
      <Own />
      <LanguageSwitch />
      <Colours />
      <SignOut />
    </Menu>
  );
}

function Own() {
  const say = useWords();
  return (
    <Link className="button quiet" to="/me">
      {say("mine.title")}
    </Link>
  );
}

/** The line's pages that nobody needs every minute: a new one is one more line here. */
const MORE = [
  { to: "/numbers", act: "seeMeasures", word: "numbers.title" },
  { to: "/quality", act: "reviewCalls", word: "quality.title" },
  { to: "/schedule", act: "seeShifts", word: "schedule.title" },
  { to: "/desks", act: "seeDesks", word: "desks.title" },
  { to: "/services", act: "seeServices", word: "services.title" },
  { to: "/staff", act: "keepStaff", word: "people.title" },
  { to: "/training", act: "lookAfterOneself", word: "training.title" },
  { to: "/protocol", act: "seeProtocol", word: "protocol.title" },
  { to: "/knowing", act: "seeKnowing", word: "knowing.title" },
  { to: "/demands", act: "seeCards", word: "demands.title" },
] as const;

/** What is mine, and apart from it what is the line's. */
function Pages({ me }: { readonly me: Me }) {
  const say = useWords();
  const seesAll = mayOnLine(me, "seeEverySession");
  return (
    <nav aria-label={say("shell.pages")}>
      <div className="pages" role="group" aria-label={say("shell.pages.mine")}>
        {!isNavigator(me) && <Link to="/shift">{say("shell.shift")}</Link>}
        {mayOnLine(me, "lookAfterOneself") && <Link to="/after">{say("after.title")}</Link>}
        {mayOnLine(me, "seeReferrals") && <Link to="/referrals">{say("referrals.title")}</Link>}
        {me.sessionId !== null && (
          <Link to="/sessions/$id" params={{ id: me.sessionId }}>
            {say("shell.call")}
          </Link>
        )}
      </div>
      <div className="pages" role="group" aria-label={say("shell.pages.line")}>
        {seesAll && <Link to="/board">{say("board.title")}</Link>}
        {seesAll && <Link to="/log">{say("shell.log")}</Link>}
        <More me={me} />
      </div>
    </nav>
  );
}

function More({ me }: { readonly me: Me }) {
  const say = useWords();
  const at = useLocation({ select: ({ pathname }) => pathname });
  const theirs = MORE.filter(({ act }) => mayOnLine(me, act));
  if (theirs.length === 0) return null;
  return (
    <Menu label={say("shell.more")} isHere={theirs.some(({ to }) => at.startsWith(to))}>
      <Places places={theirs} />
    </Menu>
  );
}

/** Said only once it is open: on a call its words have not come yet. */
function Places({ places }: { readonly places: readonly (typeof MORE)[number][] }) {
  const say = useWords();
  return places.map(({ to, word }) => (
    <Link key={to} to={to}>
      {say(word)}
    </Link>
  ));
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
