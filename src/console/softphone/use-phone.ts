import { useEffect } from "react";
import { createStore } from "../time/store.ts";
import { keepAwake } from "./awake.ts";
import { beatHeart, heardStanding, standing, type Standing } from "./heartbeat.ts";
import { loadPhone } from "./load.ts";
import { NO_PHONE, type Phone, type PhoneState } from "./phone.ts";
import { ringWhile } from "./ringing.ts";
import { betweenTabs, inOneTab } from "./tabs.ts";

/** This console's softphone, as it last said: in whichever of its tabs it is. */
export const phoneState = createStore<PhoneState>(NO_PHONE);

type Deed = "accept" | "hangUp" | "mute" | "unmute";
/** `who`: a tab has just opened, and asks whoever holds the softphone. */
type Said =
  | { readonly kind: "state"; readonly state: PhoneState; readonly standing: Standing | null }
  | { readonly kind: "deed"; readonly deed: Deed }
  | { readonly kind: "who" };

let does: (deed: Deed) => void = () => undefined;
export const acceptCall = () => does("accept");
export const hangUpCall = () => does("hangUp");
export const muteCall = (on: boolean) => does(on ? "mute" : "unmute");

/** While somebody is on shift with a softphone it is registered in one tab, shown in all, and the line hears how it is. */
export function usePhone(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const letSleep = keepAwake();
    const leave = follow();
    return () => {
      leave();
      letSleep();
    };
  }, [wanted]);
}

/** Three beats without a word from the tab that holds it: what it said is not known any more. */
const SILENT_MS = 10_000;

/** Shows what the holding tab says and passes on what is pressed here; and holds it when it is this tab's turn. */
function follow(): () => void {
  let holds = false;
  let forgetting: ReturnType<typeof setTimeout> | undefined;
  const show = (state: PhoneState, stands: Standing | null) => {
    clearTimeout(forgetting);
    forgetting = setTimeout(() => phoneState.set(NO_PHONE), SILENT_MS);
    phoneState.set(state);
    heardStanding(stands);
  };
  const tabs = betweenTabs<Said>((said) => {
    if (said.kind === "state" && !holds) show(said.state, said.standing);
    if (said.kind === "deed" && holds) does(said.deed);
    if (said.kind === "who" && holds) tell();
  });
  const tell = () =>
    tabs.tell({ kind: "state", state: phoneState.get(), standing: standing.get() });
  does = (deed) => tabs.tell({ kind: "deed", deed });
  tabs.tell({ kind: "who" });
  const letGo = inOneTab(() => {
    holds = true;
    clearTimeout(forgetting);
    phoneState.set(NO_PHONE);
    const stopTelling = phoneState.subscribe(tell);
    const end = hold(tell);
    return () => {
      stopTelling();
      end();
    };
  });
  return () => {
    letGo();
    clearTimeout(forgetting);
    tabs.close();
    does = () => undefined;
    phoneState.set(NO_PHONE);
  };
}

const AGAIN_MS = 3_000;

/** The softphone itself, and its heartbeat, in this tab until the returned function ends both. */
function hold(tell: () => void): () => void {
  let over = false;
  let phone: Phone | null = null;
  const hear = (state: PhoneState) => {
    if (over) return;
    phoneState.set(state);
    ringWhile(state.call?.state === "ringing");
  };
  const begin = () => {
    loadPhone(hear).then(
      (loaded) => {
        if (over) return loaded.close();
        phone = loaded;
        return loaded.register();
      },
      () => {
        hear({ ...NO_PHONE, registration: "failed" });
        if (!over) setTimeout(begin, AGAIN_MS);
      },
    );
  };
  does = (deed) => doWith(phone, deed);
  begin();
  const stopBeating = beatHeart(phoneState, tell);
  addEventListener("beforeunload", keepOpen);
  return () => {
    over = true;
    removeEventListener("beforeunload", keepOpen);
    stopBeating();
    ringWhile(false);
    phone?.close();
  };
}

/** Nobody closes a tab by mistake while they speak in it. */
function keepOpen(event: BeforeUnloadEvent): void {
  const { call } = phoneState.get();
  if (call !== null && call.state !== "ringing") event.preventDefault();
}

function doWith(phone: Phone | null, deed: Deed): void {
  switch (deed) {
    case "accept":
      return phone?.accept();
    case "hangUp":
      return phone?.hangUp();
    case "mute":
    case "unmute":
      return phone?.mute(deed === "mute");
  }
}
