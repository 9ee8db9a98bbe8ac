import { useQuery } from "@tanstack/react-query";
import { useId, useLayoutEffect, useRef, type SyntheticEvent } from "react";
import { sessionsQuery } from "../client/queries.ts";
import { asked } from "../softphone/asked.ts";
import { acceptCall, hangUpCall, phoneState } from "../softphone/use-phone.ts";
import { useNow, useStore } from "../time/use.ts";
import { useWords } from "../words/use.ts";
import { Button } from "./button.tsx";

/** A ring is above every page, and Enter takes it. It never goes away by a stray key. */
export function Ringing() {
  const { call } = useStore(phoneState);
  const isAsked = useStore(asked) !== null;
  return call?.state === "ringing" && !isAsked ? <Ring /> : null;
}

/** The browser's own dialog: what is behind it cannot be reached. Whatever closes it all the same opens it again. */
function Ring() {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Whoever was typing is where they were.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="ringing"
      aria-labelledby={title}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.preventDefault();
      }}
      onCancel={(event) => event.preventDefault()}
      onClose={showAgain}
    >
      <Offer title={title} />
    </dialog>
  );
}

function showAgain({ currentTarget }: SyntheticEvent<HTMLDialogElement>): void {
  if (currentTarget.isConnected) currentTarget.showModal();
}

function Offer({ title }: { readonly title: string }) {
  const say = useWords();
  const now = useNow();
  const { data } = useQuery(sessionsQuery);
  const waiting = data?.ringing[0];
  return (
    <>
      <h2 id={title}>{say(waiting ? "ring.title" : "ring.unknown")}</h2>
      {waiting !== undefined && (
        <p className="about">
          <strong>{say(`ring.language.${waiting.language}`)}</strong>
          {" · "}
          {say("ring.waits", {
            seconds: Math.max(0, Math.floor((now - waiting.waitingSince) / 1_000)),
          })}
        </p>
      )}
      <Button look="well" big autoFocus shortcut={say("ring.key")} onPress={acceptCall}>
        {say("ring.accept")}
      </Button>
      <Button look="quiet" onPress={hangUpCall}>
        {say("ring.decline")}
      </Button>
    </>
  );
}
