import { expect, test } from "vitest";

import { read, sources } from "../support/source.ts";

const everything = sources(
  "*.{md,json,ts,yml,yaml}",
  "{.ci,.github,docs,prisma,src,test}/**/*.*",
  ".ci/*",
  ".env.example",
  "Dockerfile",
).filter((file) => !/\.(?:png|jpg|ico|wav|woff2?)$/.test(file));

const found = (file: string, pattern: RegExp) =>
  [...read(file).matchAll(pattern)].map(([hit]) => hit);
const all = (files: readonly string[], pattern: RegExp, unless: RegExp) =>
  files.flatMap((file) =>
    found(file, pattern)
      .filter((hit) => !unless.test(hit))
      .map((hit) => `${file}: ${hit}`),
  );

test("nothing tells of the machine it was written on", () => {
  const machine = /(?<![\w.])\/(?:work|root|home\/[a-z]\w*)\/\S*/g;
  const registry = /https?:\/\/[\w.-]*(?:registry|artifactory|verdaccio|nexus|jfrog)[\w.-]*/g;
  expect(all(everything, machine, /^$/)).toEqual([]);
  expect(all(everything, registry, /^$/)).toEqual([]);
});

test("no key or token lies about", () => {
  const key = /-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:AC|SK)[0-9a-f]{32}\b/g;
  expect(all(everything, key, /^..(?:(.)\1{31}|(?:0123456789abcdef){2})$/)).toEqual([]);
});

test("every telephone number is a fictional one", () => {
  // What Twilio writes for RESTRICTED and UNAVAILABLE, and the three of its published signature example.
  const twilios = "7378742833|86282452253|14158675309|14158675310|18005551212";
  // Ofcom's for drama, and one of a country code that belongs to no country.
  const abroad = String.raw`441632960\d{3}|883555501210`;
  const fictional = new RegExp(String.raw`^\+(?:1555\d{7}|1\d{3}55501\d\d|${abroad}|${twilios})$`);
  const dialled = sources("{src,test,prisma}/**/*.*", ".env.example");
  expect(all(dialled, /\+[1-9]\d{9,14}\b/g, fictional)).toEqual([]);
  expect(all(dialled, /\b[2-9]\d{2}[-.]\d{3}[-.]\d{4}\b/g, /555/)).toEqual([]);
});
