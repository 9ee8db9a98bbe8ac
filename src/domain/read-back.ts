import type { WhoComes } from "./desks/desk.ts";
import type { Language } from "./language.ts";
import { placeInWords, nowhere, type PlaceDetails } from "./place.ts";
import { provinces } from "./provinces.ts";
import type { HelpChosen, Place, ReadBackPart } from "./session/plan.ts";
import { say, type LineKey } from "./words/words.ts";

/** What of a plan can be read back. `whoComes` is the first desk's; null: there is none. */
export type ReadBack = PlaceDetails & {
  readonly place: Place;
  readonly spoken: boolean;
  readonly help: HelpChosen;
  readonly whoComes: WhoComes | null;
};

export type Sentence = { readonly part: ReadBackPart; readonly say: string };

/** What to say to the caller of where they are and who would come, one sentence a part: for callers overheard, each alone makes sense. */
export function readBack(plan: ReadBack, language: Language): readonly Sentence[] {
  const { address, unit, floor, room, wayIn, vehicle } = plan;
  const rooms = placeInWords({ ...nowhere, unit, floor, room }, language);
  return [
    sentence("address", plan.place === "area" ? "readBackArea" : "readBackAddress", address),
    address === null && plan.spoken ? sentence("address", "readBackSpoken", "") : null,
    sentence("unit", "readBackUnit", rooms),
    sentence("town", "readBackTown", town(plan, language)),
    sentence("wayIn", "readBackWayIn", wayIn),
    sentence("vehicle", "readBackVehicle", vehicle),
    plan.place === "none" ? null : sentence("whoComes", whoComes(plan), ""),
  ].filter((one) => one !== null);

  function sentence(part: ReadBackPart, key: LineKey, value: string | null): Sentence | null {
    if (value === null) return null;
    return { part, say: say(key, language, { place: value.replace(/\.$/, "") }) };
  }
}

function town({ municipality, province }: PlaceDetails, language: Language): string | null {
  const inProvince = province === null ? null : provinces[province].name[language];
  const known = [municipality, inProvince].filter((one) => one !== null);
  return known.length === 0 ? null : known.join(", ");
}

const WHO: Readonly<Record<WhoComes, LineKey>> = {
  ambulance: "readBackAmbulance",
  fire: "readBackFire",
  police: "readBackPolice",
  healthCentre: "readBackHealthCentre",
  unknown: "readBackUnknown",
};

function whoComes({ help, whoComes: who }: ReadBack): LineKey {
  if (help === "trusted") return "readBackTrusted";
  if (help === "nobody") return "readBackNobody";
  return who === null ? "noDesk" : WHO[who];
}
