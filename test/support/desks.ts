import type { DeskWithNumber } from "../../src/domain/desks/changes.ts";
import type { Territory } from "../../src/domain/desks/desk.ts";
import type { Desk } from "../../src/engine/ports.ts";

/** A rehearsal desk that answers day and night. */
export const aDesk: Desk = {
  id: "desk-1",
  name: "A desk",
  kind: "tenDigit",
  whoComes: "ambulance",
  hours: null,
  timeZone: "America/Toronto",
  recording: "agreed",
  verifiedAt: null,
  rehearsal: true,
  language: "en",
  number: "+15555550180",
};

/** A desk of the directory, for the whole of Ontario unless its territory says otherwise. */
export function entry(
  id: string,
  {
    territory = {},
    ...rest
  }: Partial<Omit<DeskWithNumber, "territory">> & { territory?: Partial<Territory> } = {},
): DeskWithNumber {
  return {
    id,
    name: `Desk ${id}`,
    kind: "tenDigit",
    territory: {
      province: "ON",
      regions: [],
      municipalities: [],
      postalPrefixes: [],
      ...territory,
    },
    order: 1,
    number: "+15555550180",
    languages: ["en"],
    whoComes: "ambulance",
    hours: null,
    timeZone: "America/Toronto",
    recording: "agreed",
    recordingAgreedBy: "Pat",
    recordingAgreedAt: Date.UTC(2026, 0, 5),
    verifiedAt: Date.UTC(2026, 9, 1),
    rehearsal: false,
    ...rest,
  };
}
