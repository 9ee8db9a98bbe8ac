import type { Call } from "../call.ts";
import type { Exchange } from "../exchange.ts";
import { participantParams, tellConference } from "./callbacks.ts";
import type { Conference, JoinOptions, Membership } from "./conference.ts";
import { newParticipant } from "./joining.ts";
import { closeIfEmpty } from "./leaving.ts";
import { nothing } from "../nothing.ts";

/**
 * Someone the line asked for by REST is on the way: a participant to be, until their call joins. If it ends before,
 * the conference is told (`participant_add_failed`).
 */
export function invite(
  exchange: Exchange,
  { conference, call }: { conference: Conference; call: Call },
  options: JoinOptions,
): Membership {
  const now = exchange.clock.now();
  const participant = newParticipant(call, options, { now, released: nothing });
  conference.invited.set(call.sid, participant);
  const { hooks } = call;
  call.hooks = {
    ...hooks,
    ended() {
      hooks.ended();
      if (!conference.invited.delete(call.sid)) return;
      tellConference(exchange, conference, "participant-leave", {
        ...participantParams(participant),
        ParticipantCallStatus: call.status,
        ReasonParticipantLeft: "participant_add_failed",
      });
      closeIfEmpty(exchange, conference, { reason: "last-participant-left", participant });
    },
  };
  return { conference, participant };
}
