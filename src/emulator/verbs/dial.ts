import { elementsIn } from "../twiml/xml.ts";
import { deaf, toAction, type Verb } from "../leg.ts";
import { dialConference } from "./dial-conference.ts";
import { dialPeople } from "./dial-people.ts";
import { nothing } from "../nothing.ts";

/** Connects the call to a conference, or to whoever answers first. */
export const dial: Verb = (leg, element, finish) => {
  const nouns = elementsIn(element);
  if (nouns.some(({ name }) => name === "Conference")) return dialConference(leg, element, finish);
  const plain = element.children.some((child) => typeof child === "string" && child.trim() !== "");
  if (nouns.length > 0 || plain) return dialPeople(leg, element, finish);
  finish(toAction(leg, element, { DialCallStatus: "failed" }));
  return deaf(nothing);
};
