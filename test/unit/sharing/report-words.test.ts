import { expect, test } from "vitest";
import { CATEGORIES, DIMENSIONS } from "../../../src/domain/sharing/dimensions.ts";
import { categoryName } from "../../../src/domain/words/report.ts";

test.each(["en", "fr"] as const)(
  "every category has a name of its own on the page (%s)",
  (language) => {
    for (const dimension of DIMENSIONS) {
      const names = CATEGORIES[dimension].map((category) =>
        categoryName(dimension, category, language),
      );
      expect(names.filter((name) => CATEGORIES[dimension].includes(name))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    }
  },
);
