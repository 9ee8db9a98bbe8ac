import { useEffect } from "react";
import { createStore } from "../time/store.ts";
import { beatHeart } from "./heartbeat.ts";
import { loadPhone } from "./load.ts";
import { NO_PHONE, type Phone, type PhoneState } from "./phone.ts";
import { ringWhile } from "./ringing.ts";

/** This console's softphone, as it last said. */
export const phoneState = createStore<PhoneState>(NO_PHONE);
let phone: Phone | null = null;

export const acceptCall = () => phone?.accept();
export const hangUpCall = () => phone?.hangUp();
export const muteCall = (on: boolean) => phone?.mute(on);

const AGAIN_MS = 3_000;

/** While somebody is on shift with a softphone it is registered, and the line hears how it is. */
export function usePhone(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    let over = false;
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
    begin();
    const stopBeating = beatHeart(phoneState);
    const holdOn = (event: BeforeUnloadEvent) => {
      if (phoneState.get().call?.state === "talking") event.preventDefault();
    };
    addEventListener("beforeunload", holdOn);
    return () => {
      over = true;
      removeEventListener("beforeunload", holdOn);
      stopBeating();
      ringWhile(false);
      phone?.close();
      phone = null;
      phoneState.set(NO_PHONE);
    };
  }, [wanted]);
}
