import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Script, Sound } from "../../domain/session/steps.ts";

const language = z.enum(["en", "fr"]);

/** Short names, because it travels in a URL. */
const packed = z.array(
  z.union([
    z.tuple([z.literal("s"), language, z.string()]),
    z.tuple([z.literal("t"), z.enum(["two", "loud", "ring"])]),
    z.tuple([z.literal("p"), z.number()]),
  ]),
);

type Packed = z.infer<typeof packed>;

/**
 * An announcement as a token that can be read back without storage: its sounds and our mark on them. It travels in a URL, so it
 * must hold nothing of who or where anybody is. Steps that are no sound are left out: Twilio would drop the whole document.
 */
export function sealAnnouncement(script: Script, key: string): string {
  const sounds: Packed = script.flatMap((step) => (isSound(step) ? [pack(step)] : []));
  const body = Buffer.from(JSON.stringify(sounds)).toString("base64url");
  return `${body}.${mark(body, key)}`;
}

/** Null when we did not write it. */
export function openAnnouncement(token: string, key: string): readonly Sound[] | null {
  const [body = "", given = ""] = token.split(".");
  const ours = Buffer.from(mark(body, key));
  const theirs = Buffer.from(given);
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return null;
  return packed.parse(JSON.parse(Buffer.from(body, "base64url").toString())).map(unpack);
}

const mark = (body: string, key: string): string =>
  createHmac("sha256", key).update(`announcement ${body}`).digest("base64url").slice(0, 22);

/** What everybody may hear: never what a caller said of where they are, which belongs to one leg. */
type Spoken = Exclude<Sound, { step: "recording" }>;

export const isSound = (step: Script[number]): step is Spoken =>
  step.step === "say" || step.step === "tone" || step.step === "pause";

function pack(sound: Spoken): Packed[number] {
  switch (sound.step) {
    case "say":
      return ["s", sound.language, sound.text];
    case "tone":
      return ["t", sound.tone];
    case "pause":
      return ["p", sound.ms];
  }
}

function unpack(sound: Packed[number]): Sound {
  switch (sound[0]) {
    case "s":
      return { step: "say", language: sound[1], text: sound[2] };
    case "t":
      return { step: "tone", tone: sound[1] };
    case "p":
      return { step: "pause", ms: sound[1] };
  }
}
