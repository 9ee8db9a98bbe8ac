import type { Circle, Person } from "../../src/domain/session/people.ts";
import type { Line } from "../../src/engine/ports.ts";
import { fakeLine } from "./fake-line.ts";
import { sol } from "./people.ts";

/** A line in memory with these people at it, and the texts it sent, each with whom to. */
export function lineWith(people: readonly Person[], given: Partial<Line["phone"]> = {}) {
  const { line: fake, memory } = fakeLine();
  const texts: string[] = [];
  const text: Line["phone"]["text"] = async (to, _from, body) => void texts.push(`${to} ${body}`);
  const line: Line = {
    ...fake,
    phone: { ...fake.phone, text, ...given },
    roster: {
      ...fake.roster,
      now: async () => people,
      member: async (id) => ({
        id,
        name: id,
        via: "softphone",
        languages: ["en"],
        phone: id === "sol" ? "+15555550171" : "+15555550172",
      }),
    },
  };
  return { line, memory, texts };
}

/** One of ours, in this circle. */
export const person = (staffId: string, circle: Circle): Person => ({ ...sol, staffId, circle });
