import { silentWav } from "../../../../src/emulator/wav.ts";
import { CALLER, DESK, LINE, rig, twiml, type Script } from "../harness.ts";

export const SORRY = /we're sorry, an application error has occurred/i;

/** A caller whose call runs these verbs; `script` answers other paths. `/tone.wav` lasts 700 ms. */
export async function calling(verbs: readonly string[], script: Script = {}) {
  return answering({ "/voice": () => twiml(...verbs), ...script });
}

/** A caller on a line that answers by this script. */
export async function answering(script: Script) {
  const set = await rig({
    "/tone.wav": () => ({ type: "audio/x-wav", body: silentWav(700) }),
    "/after": () => twiml("<Say>That was all</Say>"),
    ...script,
  });
  const caller = set.network.phone(CALLER);
  const call = await caller.calls(LINE);
  return { ...set, ...views(set), call };
}

/** A call the line makes to a desk's telephone, which the desk has in hand. */
export async function ringingDesk(extra: object = {}, script: Script = {}) {
  const set = await rig({ "/leg": () => twiml("<Say>Hello you</Say>"), ...script });
  const desk = set.network.phone(DESK);
  const made = await set.client.calls.create({
    to: DESK,
    from: LINE,
    twiml: twiml("<Say>This is the line</Say>"),
    statusCallback: `${set.line.url}/status`,
    statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
    ...extra,
  });
  return { ...set, ...views(set), desk, made };
}

function views(set: Awaited<ReturnType<typeof rig>>) {
  return {
    /** The parameters of every request for a path. */
    told: (path: string) => set.line.at(path).map(({ params }) => params),
    /** The codes of everything the carrier warned of. */
    warnings: () =>
      set.network.log.entries.flatMap((entry) => (entry.kind === "warned" ? [entry.code] : [])),
  };
}
