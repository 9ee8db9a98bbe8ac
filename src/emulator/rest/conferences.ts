import { announce } from "../conference/announcing.ts";
import { openConference, type Conference } from "../conference/conference.ts";
import { endConference } from "../conference/leaving.ts";
import type { Exchange } from "../exchange.ts";
import { badRequest, notFound, type RestError } from "./errors.ts";
import { fits, timeFilter } from "./filters.ts";
import { address, one, type Form } from "./form.ts";
import type { List } from "./paging.ts";
import { conferenceJson } from "./shapes.ts";

export function findConference(exchange: Exchange, sid: string): Conference {
  const conference = exchange.conferences.get(sid);
  if (!conference) throw notFound(`/Conferences/${sid}`);
  return conference;
}

/** Where a participant is added: an open conference by its SID (16022 when it has ended), or by its name. */
export function conferenceFor(exchange: Exchange, key: string): Conference | { name: string } {
  if (!/^CF[0-9a-f]{32}$/i.test(key)) return openConference(exchange, key) ?? { name: key };
  const conference = findConference(exchange, key);
  if (conference.status === "completed") throw notInProgress(conference);
  return conference;
}

/** GET Conferences.json, newest first. */
export function listConferences(exchange: Exchange, query: Form): List<Conference> {
  const created = timeFilter(query, "DateCreated");
  const updated = timeFilter(query, "DateUpdated");
  const items = [...exchange.conferences.values()]
    .toReversed()
    .filter(({ name }) => fits(query, "FriendlyName", name))
    .filter(({ status }) => fits(query, "Status", status))
    .filter(({ createdAt, updatedAt }) => created(createdAt) && updated(updatedAt));
  return {
    key: "conferences",
    items,
    idOf: ({ sid }) => sid,
    show: (conference) => conferenceJson(exchange, conference),
  };
}

/** POST Conferences/{sid}.json: end it, or announce to everybody. */
export function updateConference(exchange: Exchange, conference: Conference, form: Form): void {
  if (conference.status === "completed") throw notInProgress(conference);
  const announcement = announcementIn(conference, form);
  const status = one(form, "Status");
  if (status !== null && status !== "completed") {
    throw badRequest(20001, `Status ${status} is not completed`);
  }
  if (announcement) announce(exchange, conference, { address: announcement, to: null });
  if (status === "completed") endConference(exchange, conference);
}

/** What is to be announced; nothing can be in a conference that has not started. */
export function announcementIn(conference: Conference, form: Form) {
  const announcement = address(form, { url: "AnnounceUrl", method: "AnnounceMethod" });
  if (announcement && conference.status !== "in-progress") throw notInProgress(conference);
  return announcement;
}

function notInProgress(conference: Conference): RestError {
  return badRequest(16022, `Conference ${conference.sid} is not in progress`);
}
