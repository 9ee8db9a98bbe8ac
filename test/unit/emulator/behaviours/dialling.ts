import { DESK, twiml } from "../harness.ts";
import { calling } from "./given.ts";

/** A caller whose Dial rings these nouns, with the whisper and callbacks they may name. */
export async function dialling(attributes: string, nouns: string) {
  const set = await calling(
    [`<Dial action="/after" ${attributes}>${nouns}</Dial>`, "<Say>Not reached</Say>"],
    {
      "/whisper": ({ params }) =>
        params["Digits"] === "1"
          ? twiml()
          : twiml('<Gather numDigits="1"><Say>Press 1 to take it</Say></Gather>', "<Hangup/>"),
      "/amd": () => ({ status: 204 }),
      "/leg": () => ({ status: 204 }),
      "/recorded": () => ({ status: 204 }),
    },
  );
  return { ...set, desk: set.network.phone(DESK), after: () => set.told("/after") };
}

/** The desk as a noun. */
export function number(attributes = ""): string {
  return `<Number ${attributes}>${DESK}</Number>`;
}
