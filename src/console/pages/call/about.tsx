import { languages } from "../../../domain/language.ts";
import { CONCERNS, SESSION_KINDS, type SessionKind } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useWish, wishFor, type SessionWish } from "../../client/queries.ts";
import { ChoiceField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Trainees } from "./trainees.tsx";
import { WishButton } from "./wish-button.tsx";

type Given = { readonly session: SessionView };
type Kind = SessionKind | "none";

/** What can wait: what it is, a worry, the line's language with them, how often, and other ways to get the place. */
export function About({ session }: Given) {
  const say = useWords();
  const { send, trouble } = useWish((wish: SessionWish) => wishFor(session.id, wish));
  const { kind, language } = session;
  return (
    <div className="about stack">
      <ChoiceField<Kind>
        label={say("about.kind")}
        options={kind === null ? ["none", ...SESSION_KINDS] : SESSION_KINDS}
        value={kind ?? "none"}
        onChange={(next) => next !== "none" && send({ name: "kind", body: { kind: next } })}
        say={(one) => say(`about.kind.${one}`)}
      />
      <ChoiceField
        label={say("about.language")}
        options={languages}
        value={language}
        onChange={(next) => send({ name: "language", body: { language: next } })}
        say={(one) => say(`call.language.${one}`)}
      />
      <Every session={session} send={send} />
      <TroubleSaid trouble={trouble} />
      <Concerns session={session} />
      {session.caller.on === "line" && <OtherWays session={session} />}
      <Trainees session={session} />
    </div>
  );
}

function Concerns({ session }: Given) {
  const say = useWords();
  return (
    <div className="concerns">
      <h3>{say("about.concern")}</h3>
      <div className="choices">
        {CONCERNS.map((concern) =>
          session.concerns.includes(concern) ? (
            <p key={concern} className="marked">
              {say(`about.concern.${concern}`)} · {say("about.concern.marked")}
            </p>
          ) : (
            <WishButton
              key={concern}
              session={session}
              wish={{ name: "concerns", body: { concern } }}
            >
              {say(`about.concern.${concern}`)}
            </WishButton>
          ),
        )}
      </div>
    </div>
  );
}

/** By their own voice, and by keys: for a caller who is overheard, or cannot talk. */
function OtherWays({ session }: Given) {
  const say = useWords();
  return (
    <div className="row">
      <WishButton session={session} wish={{ name: "ask-place", body: null }}>
        {say("about.askPlace")}
      </WishButton>
      {!session.keysOnly && (
        <WishButton session={session} wish={{ name: "keys-only", body: { on: true } }}>
          {say("keys.on")}
        </WishButton>
      )}
    </div>
  );
}

const SECONDS = ["30", "60", "90", "120", "180"] as const;
type Seconds = (typeof SECONDS)[number];

/** As the caller prefers, within what the protocol allows; shown as the line says it. */
function Every({
  session: { watch },
  send,
}: Given & { readonly send: (wish: SessionWish) => void }) {
  const say = useWords();
  if (watch === null || watch.pace !== "steady") return null;
  const now = String(Math.round(watch.everyMs / 1_000));
  return (
    <ChoiceField<Seconds | "">
      label={say("about.every")}
      options={SECONDS}
      value={SECONDS.find((one) => one === now) ?? ""}
      onChange={(next) =>
        next !== "" && send({ name: "interval", body: { everyMs: Number(next) * 1_000 } })
      }
      say={(one) => say("about.every.seconds", { seconds: one })}
    />
  );
}
