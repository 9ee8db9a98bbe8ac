import type { Province } from "../provinces.ts";

type Keys = Readonly<Record<string, Province>>;

/** Where most people are comes first; 6 leads to the rest, 9 is an emergency everywhere. */
export const PROVINCE_KEYS: Readonly<Record<string, Keys>> = {
  province: { "1": "ON", "2": "QC", "3": "BC", "4": "AB", "5": "MB" },
  provinces: {
    "1": "SK",
    "2": "NS",
    "3": "NB",
    "4": "NL",
    "5": "PE",
    "6": "YT",
    "7": "NT",
    "8": "NU",
  },
};

/** The key that leads from the first list to the second. */
export const OTHER_PROVINCES = "6";
