import { useQuery } from "@tanstack/react-query";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
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
  const rings = call?.state === "ringing" && !isAsked;
  return (
    <ModalOverlay isOpen={rings} isDismissable={false} isKeyboardDismissDisabled className="over">
      <Modal className="ringing">
        <Dialog>
          <Ring />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Ring() {
  const say = useWords();
  const now = useNow();
  const { data } = useQuery(sessionsQuery);
  const waiting = data?.ringing[0];
  return (
    <>
      <Heading slot="title">{say(waiting ? "ring.title" : "ring.unknown")}</Heading>
      {waiting !== undefined && (
        <p className="about">
          <strong>{say(`ring.language.${waiting.language}`)}</strong>{" "}
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
