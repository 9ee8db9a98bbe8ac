import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { answersAfter, FRENCH, minutes, night, PUBLIC, seconds } from "../support/night.ts";

/** Words no French caller should hear outside the one invitation to English. */
const ENGLISH = /\b(the|you|press|please|we|are|calling)\b/i;

test("each number greets in its own language, and offers the other in the other's voice", async () => {
  const line = await night();
  const english = await line.caller.calls(PUBLIC);
  expect((await english.hears(/A real person will pick up/)).language).toMatch(/^en/);
  expect(
    (await english.hears(/Pour le français, fais le 2/, { within: seconds(20) })).language,
  ).toMatch(/^fr/);
  await english.hangsUp();
  const french = await line.network.phone("+15555550135").calls(FRENCH);
  expect((await french.hears(/Une vraie personne va te répondre/)).language).toMatch(/^fr/);
  expect((await french.hears(/For English, press 2/, { within: seconds(20) })).language).toMatch(
    /^en/,
  );
  await french.hangsUp();

  await atRest(line);
});

test("2 in the greeting is French, everywhere and to the end", async () => {
  const line = await night();
  const maude = await line.responder("maude");
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/Pour le français, fais le 2/, { within: seconds(20) });
  await call.presses("2");
  const chosen = line.heardOn(call).length;
  await line.passes(seconds(5));
  await maude.says("Allô, c'est Maude");
  await call.hears(/c'est Maude/);
  await maude.startsWatch();
  await maude.isGone();
  await call.hears(/La personne avec toi a perdu la ligne/, { within: seconds(12) });
  await call.presses("1");
  await call.hears(/Parfait\. Je reste là/);
  await call.hears(/Ça va\?/, { within: minutes(2) });
  await call.presses("0");
  await call.hears(/Refais le 0 pour dire bye/, { within: minutes(2) });
  await call.presses("0");
  await call.hears(/OK, bye\. J'arrête de demander/);
  const spoken = line
    .heardOn(call)
    .slice(chosen)
    .filter(({ source }) => source === "say");
  const english = spoken.filter(
    ({ text }) => ENGLISH.test(text) && !/For English, press 2/.test(text),
  );
  expect(english.map(({ text }) => text)).toEqual([]);

  await atRest(line);
});

test("somebody who speaks only the other language joins on the caller's 1", async () => {
  const line = await night();
  const jo = await line.responder("jo");
  const call = await line.caller.calls(FRENCH);
  await call.hears(/Quelqu'un qui parle anglais peut être là/, { within: minutes(1) });
  await call.presses("1");
  await line.passes(seconds(5));
  await jo.says("Hi, I'm Jo");
  await call.hears(/I'm Jo/);
  await jo.hearsGoodbye();
  await call.hears(/Merci de m'avoir laissé te tenir compagnie/);

  await atRest(line);
});

test("without that 1 they join after a minute, when nobody else has come", async () => {
  const line = await night();
  const jo = await line.responder("jo");
  const call = await line.caller.calls(FRENCH);
  await line.passes(seconds(75));
  await jo.says("Hi, I'm Jo");
  await call.hears(/I'm Jo/);
  await jo.hearsGoodbye();

  await atRest(line);
});

test("a French desk is spoken to in French", async () => {
  const line = await night();
  const desk = line.desk("QC1", answersAfter(seconds(2)));
  const robin = await line.responder("robin");
  const place = {
    address: "3340, rue Principale",
    municipality: "Granby",
    province: "QC",
  } as const;
  const call = await line.accompanied(robin, { ...place, place: "exact" });
  await robin.startsWatch();
  await robin.isGone();
  const atDesk = await desk.isRung({ within: minutes(3) });
  await atDesk.hears(/Urgence médicale/);
  const brief = await atDesk.hears(/On ne sait pas si elle respire/, { within: minutes(1) });
  expect(brief.text).not.toMatch(ENGLISH);
  await atDesk.presses("1");
  await line.passes(seconds(3));
  expect(call.heard().length).toBeGreaterThan(2);

  await line.endsByHand();
  await atRest(line);
});
