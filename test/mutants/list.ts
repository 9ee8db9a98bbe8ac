import { books } from "./books.ts";
import { engine } from "./engine.ts";
import type { Mutant } from "./mutant.ts";
import { people } from "./rules-of-people.ts";
import { help } from "./rules-of-help.ts";
import { routing } from "./rules-of-routing.ts";
import { silence } from "./rules-of-silence.ts";

export const mutants: readonly Mutant[] = [
  ...silence,
  ...help,
  ...routing,
  ...people,
  ...engine,
  ...books,
];
