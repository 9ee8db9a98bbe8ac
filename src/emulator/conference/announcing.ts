import type { Address } from "../call.ts";
import { hear, warn, type Exchange } from "../exchange.ts";
import { tellConference } from "./callbacks.ts";
import type { Conference, Participant } from "./conference.ts";
import { playDocument } from "./documents.ts";

/**
 * Plays an announcement to one participant, or to everybody when `to` is null. A new one replaces the one under way.
 * The conference must have started: callers check that.
 */
export function announce(
  exchange: Exchange,
  conference: Conference,
  announcement: { address: Address; to: Participant | null },
): void {
  const { address, to } = announcement;
  // Said into the room, it does not reach who is on hold.
  const audience = () =>
    to ? [to] : [...conference.participants.values()].filter(({ hold }) => !hold);
  const about = {
    AnnounceUrl: address.url,
    ...(to === null ? {} : { CallSid: to.call.sid }),
  };
  const callSid = to?.call.sid ?? null;
  exchange.log.append({
    kind: "announced",
    conferenceSid: conference.sid,
    callSid,
    url: address.url,
  });
  const place = to ?? conference;
  place.stopAnnouncement();
  place.stopAnnouncement = playDocument(exchange, {
    address,
    purpose: "announce",
    params: {
      AccountSid: exchange.accountSid,
      ConferenceSid: conference.sid,
      FriendlyName: conference.name,
      ...about,
    },
    callSid: callSid ?? "",
    hear: (heard) => {
      for (const { call } of audience()) hear(exchange, call, heard);
    },
    done: () => tellConference(exchange, conference, "announcement-end", about),
    failed: (code, reason) => {
      warn(exchange, conference.sid, code, `announcement: ${reason}`);
      const why = { ReasonAnnouncementFailed: reason };
      tellConference(exchange, conference, "announcement-fail", { ...about, ...why });
    },
  });
}
