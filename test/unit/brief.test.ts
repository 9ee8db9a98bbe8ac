import { describe, expect, test } from "vitest";

import {
  deskAnswering,
  deskBrief,
  deskOpening,
  deskRepeat,
  deskSpelled,
  type BriefFacts,
} from "../../src/domain/brief.ts";
import { languages } from "../../src/domain/language.ts";
import { HELP_REASONS } from "../../src/domain/session/plan.ts";
import { plainText } from "../../src/domain/words/template.ts";

const at = (time: string) => Date.parse(`2026-07-01T${time}:00-04:00`);

const facts: BriefFacts = {
  reason: "stoppedAnswering",
  place: {
    place: "12 Birch Street, side door",
    municipality: "Halden",
    wayIn: "The code is 1 9.",
    othersMayNotKnow: true,
    areaOnly: false,
    language: "en",
  },
  stoppedAt: at("14:05"),
  lastAnswerAt: at("14:05"),
  now: at("14:08"),
  doses: [{ at: at("13:55"), substance: "opioid", route: "injected" }],
  people: 1,
  naloxone: "yes",
  line: "open",
  callBackNumber: "+15555550140",
  reference: "472",
  repeat: false,
  trouble: null,
  timeZone: "America/Toronto",
  lineName: "the Test Line",
};

const lieu: BriefFacts = {
  ...facts,
  place: {
    ...facts.place,
    place: "12, rue des Pins, porte de côté",
    wayIn: "Le code est 1 9.",
    language: "fr",
  },
  lineName: "la Ligne d'essai",
};

const english = (more: Partial<BriefFacts> = {}) =>
  plainText(deskBrief({ ...facts, ...more }, "en"));
const french = (more: Partial<BriefFacts> = {}) => plainText(deskBrief({ ...lieu, ...more }, "fr"));

/** The sentences that change with the reason: from the way in to the doses. */
const middle = (brief: string) => brief.slice(brief.indexOf("1 9.") + 5, brief.search(/ Naloxone/));

describe("the opening", () => {
  test("in English", () => {
    expect(plainText(deskOpening(facts, "en"))).toMatchInlineSnapshot(
      `"Medical emergency. Ambulance needed at 12 Birch Street, side door, Halden. Automatic message from the Test Line; we're getting a person on this call."`,
    );
  });

  test("in French", () => {
    expect(plainText(deskOpening(lieu, "fr"))).toMatchInlineSnapshot(
      `"Urgence médicale. Besoin d'une ambulance au 12, rue des Pins, porte de côté, à Halden. Message automatique de la Ligne d'essai; nous cherchons une personne pour vous parler."`,
    );
  });

  test("says it is a repeat, with the reference, and that the town is unknown", () => {
    const again = { ...facts, repeat: true, place: { ...facts.place, municipality: null } };
    expect(plainText(deskOpening(again, "en"))).toMatchInlineSnapshot(
      `"Second call, same emergency, reference 4 7 2. Medical emergency. Ambulance needed at 12 Birch Street, side door, town unknown. Automatic message from the Test Line; we're getting a person on this call."`,
    );
    expect(plainText(deskOpening(again, "fr"))).toMatchInlineSnapshot(
      `"Deuxième appel, même urgence, référence 4 7 2. Urgence médicale. Besoin d'une ambulance au 12 Birch Street, side door, municipalité inconnue. Message automatique de the Test Line; nous cherchons une personne pour vous parler."`,
    );
  });
});

describe("the brief, word for word", () => {
  test("in English", () =>
    expect(english()).toMatchInlineSnapshot(
      `"One person at 12 Birch Street, side door; again, 12 Birch Street, side door. Way in: The code is 1 9. They stopped answering at 2:05 PM, 3 minutes ago. We don't know if they're breathing. They told us they took an opioid, injected, at 1:55 PM. Naloxone there: yes. Others there may not know. Their line is open. We are not on scene. Call us at 5 5 5, 5 5 5, 0 1 4 0, reference 4 7 2. Press 1 if you're sending, 2 again, 3 a person, 4 spelled."`,
    ));
  test("in French", () =>
    expect(french()).toMatchInlineSnapshot(
      `"Une personne au 12, rue des Pins, porte de côté; je répète, 12, rue des Pins, porte de côté. Accès : Le code est 1 9. Elle ne répond plus depuis 14 h 05, soit 3 minutes. On ne sait pas si elle respire. Elle a dit avoir pris un opioïde, par injection, à 13 h 55. Naloxone sur place : oui. Les autres sur place ne le savent peut-être pas. Sa ligne est ouverte. Nous ne sommes pas sur place. Rappelez-nous au 5 5 5, 5 5 5, 0 1 4 0, référence 4 7 2. Faites le 1 si vous envoyez quelqu'un, le 2 pour réécouter, le 3 pour une personne, le 4 pour épeler."`,
    ));

  test("lineLost, in both languages", () => {
    const reason = { reason: "lineLost" } as const;
    expect(middle(english(reason))).toMatchInlineSnapshot(
      `"We lost the line at 2:05 PM; last answer at 2:05 PM; we can't reach them. We don't know if they're breathing. They told us they took an opioid, injected, at 1:55 PM."`,
    );
    expect(middle(french(reason))).toMatchInlineSnapshot(
      `"La ligne a coupé à 14 h 05; dernière réponse à 14 h 05; impossible de joindre la personne. On ne sait pas si elle respire. Elle a dit avoir pris un opioïde, par injection, à 13 h 55."`,
    );
  });

  test("askedForHelp, in both languages", () => {
    const reason = { reason: "askedForHelp" } as const;
    expect(middle(english(reason))).toMatchInlineSnapshot(
      `"They asked us for help at 2:05 PM, 3 minutes ago. Their last answer was at 2:05 PM. They told us they took an opioid, injected, at 1:55 PM."`,
    );
    expect(middle(french(reason))).toMatchInlineSnapshot(
      `"Elle nous a demandé de l'aide à 14 h 05, il y a 3 minutes. Sa dernière réponse était à 14 h 05. Elle a dit avoir pris un opioïde, par injection, à 13 h 55."`,
    );
  });

  test("stimulant, in both languages", () => {
    const reason = { reason: "stimulant" } as const;
    expect(middle(english(reason))).toMatchInlineSnapshot(
      `"They may be reacting badly to a stimulant since 2:05 PM, 3 minutes ago: chest pain, seizure or overheating possible. Their last answer was at 2:05 PM. They told us they took an opioid, injected, at 1:55 PM."`,
    );
    expect(middle(french(reason))).toMatchInlineSnapshot(
      `"Elle réagit peut-être mal à un stimulant depuis 14 h 05, soit 3 minutes : douleur à la poitrine, convulsions ou surchauffe possibles. Sa dernière réponse était à 14 h 05. Elle a dit avoir pris un opioïde, par injection, à 13 h 55."`,
    );
  });

  test("selfHarm, in both languages", () => {
    const reason = { reason: "selfHarm" } as const;
    expect(middle(english(reason))).toMatchInlineSnapshot(
      `"We fear a person there may hurt themselves. We were told at 2:05 PM, 3 minutes ago. Their last answer was at 2:05 PM. They told us they took an opioid, injected, at 1:55 PM."`,
    );
    expect(middle(french(reason))).toMatchInlineSnapshot(
      `"Nous craignons qu'une personne sur place se fasse du mal. On nous l'a dit à 14 h 05, il y a 3 minutes. Sa dernière réponse était à 14 h 05. Elle a dit avoir pris un opioïde, par injection, à 13 h 55."`,
    );
  });

  test("injury, in both languages", () => {
    const reason = { reason: "injury" } as const;
    expect(middle(english(reason))).toMatchInlineSnapshot(
      `"Someone there is hurt. We were told at 2:05 PM, 3 minutes ago. We don't know how badly. Their last answer was at 2:05 PM. They told us they took an opioid, injected, at 1:55 PM."`,
    );
    expect(middle(french(reason))).toMatchInlineSnapshot(
      `"Quelqu'un est blessé sur place. On nous l'a dit à 14 h 05, il y a 3 minutes. On ne sait pas si c'est grave. Sa dernière réponse était à 14 h 05. Elle a dit avoir pris un opioïde, par injection, à 13 h 55."`,
    );
  });

  test("violence, in both languages", () => {
    const reason = { reason: "violence" } as const;
    expect(middle(english(reason))).toMatchInlineSnapshot(
      `"There is violence there, or a threat of it. We were told at 2:05 PM, 3 minutes ago. We don't know if it's over. Their last answer was at 2:05 PM. They told us they took an opioid, injected, at 1:55 PM."`,
    );
    expect(middle(french(reason))).toMatchInlineSnapshot(
      `"Il y a de la violence sur place, ou une menace. On nous l'a dit à 14 h 05, il y a 3 minutes. On ne sait pas si c'est terminé. Sa dernière réponse était à 14 h 05. Elle a dit avoir pris un opioïde, par injection, à 13 h 55."`,
    );
  });

  test("what is unknown is said to be unknown", () => {
    const unknown = {
      place: { ...facts.place, wayIn: null, areaOnly: true, othersMayNotKnow: false },
      reason: "lineLost",
      lastAnswerAt: null,
      doses: [],
      people: null,
      naloxone: "unknown",
      line: "lost",
    } as const;
    expect(english(unknown)).toMatchInlineSnapshot(
      `"At least one person, we don't know how many, at 12 Birch Street, side door; again, 12 Birch Street, side door. We only know the area, not the door. We don't know the way in. We lost the line at 2:05 PM; last answer unknown; we can't reach them. We don't know if they're breathing. We don't know if they took anything. Naloxone there: unknown. Their line is lost. We are not on scene. Call us at 5 5 5, 5 5 5, 0 1 4 0, reference 4 7 2. Press 1 if you're sending, 2 again, 3 a person, 4 spelled."`,
    );
    expect(
      french({ ...unknown, place: { ...unknown.place, language: "fr" } }),
    ).toMatchInlineSnapshot(
      `"Au moins une personne, nombre inconnu, au 12 Birch Street, side door; je répète, 12 Birch Street, side door. Nous connaissons seulement le secteur, pas la porte. L'accès est inconnu. La ligne a coupé à 14 h 05; dernière réponse inconnue; impossible de joindre la personne. On ne sait pas si elle respire. On ne sait pas si elle a pris quelque chose. Naloxone sur place : inconnu. Sa ligne est coupée. Nous ne sommes pas sur place. Rappelez-nous au 5 5 5, 5 5 5, 0 1 4 0, référence 4 7 2. Faites le 1 si vous envoyez quelqu'un, le 2 pour réécouter, le 3 pour une personne, le 4 pour épeler."`,
    );
  });

  test("several doses and several people", () => {
    const several = {
      people: 3,
      doses: [
        ...facts.doses,
        { at: at("14:01"), substance: "unknown", route: "unknown" },
        { at: at("14:03"), substance: "stimulant", route: "smoked" },
      ],
      lastAnswerAt: at("14:04"),
    } as const;
    expect(english(several)).toMatchInlineSnapshot(
      `"3 people at 12 Birch Street, side door; again, 12 Birch Street, side door. Way in: The code is 1 9. The person on the phone stopped answering at 2:05 PM, 3 minutes ago. We don't know if they're breathing. Their last answer was at 2:04 PM. The person on the phone told us they took an opioid, injected, at 1:55 PM; then an unknown substance, route unknown, at 2:01 PM; then a stimulant, smoked, at 2:03 PM. Naloxone there: yes. Others there may not know. Their line is open. We are not on scene. Call us at 5 5 5, 5 5 5, 0 1 4 0, reference 4 7 2. Press 1 if you're sending, 2 again, 3 a person, 4 spelled."`,
    );
    expect(french(several)).toMatchInlineSnapshot(
      `"3 personnes au 12, rue des Pins, porte de côté; je répète, 12, rue des Pins, porte de côté. Accès : Le code est 1 9. La personne au téléphone ne répond plus depuis 14 h 05, soit 3 minutes. On ne sait pas si elle respire. Sa dernière réponse était à 14 h 04. La personne au téléphone a dit avoir pris un opioïde, par injection, à 13 h 55; puis une substance inconnue, voie inconnue, à 14 h 01; puis un stimulant, fumé, à 14 h 03. Naloxone sur place : oui. Les autres sur place ne le savent peut-être pas. Sa ligne est ouverte. Nous ne sommes pas sur place. Rappelez-nous au 5 5 5, 5 5 5, 0 1 4 0, référence 4 7 2. Faites le 1 si vous envoyez quelqu'un, le 2 pour réécouter, le 3 pour une personne, le 4 pour épeler."`,
    );
  });
});

test.each(HELP_REASONS)("%s: every fact a desk asks for is in the brief", (reason) => {
  for (const text of [english({ reason }), french({ reason })]) {
    for (const fact of ["12", "1 9", "5 5 5, 5 5 5, 0 1 4 0", "4 7 2", "Naloxone"]) {
      expect(text).toContain(fact);
    }
    expect(text).toMatch(/2:05 PM|14 h 05/);
    expect(text).toMatch(/1:55 PM|13 h 55/);
    expect(text).not.toMatch(/[{}]|undefined|null|NaN/);
  }
});

test("how long ago is never rounded up", () => {
  expect(english({ now: at("14:05") + 59_999 })).toContain("less than a minute ago");
  expect(french({ now: at("14:06") + 59_999 })).toContain("soit 1 minute.");
});

test("a French place in an English brief is said in a French voice, and only it", () => {
  const brief = deskBrief({ ...facts, place: lieu.place }, "en");
  const french = brief.filter(({ language }) => language === "fr").map(({ text }) => text);
  expect(french).toEqual([lieu.place.place, lieu.place.place, "Le code est 1 9"]);
  expect(deskBrief(facts, "en")).toHaveLength(1);
});

test("the longest brief fits twice in a call request, opening included", () => {
  const doses = Array.from({ length: 4 }, () => ({
    at: at("12:55"),
    substance: "unknown" as const,
    route: "unknown" as const,
  }));
  for (const reason of HELP_REASONS) {
    for (const language of languages) {
      const worst = { ...lieu, reason, people: 3, doses, repeat: true };
      const opening = plainText(deskOpening(worst, language));
      expect(opening.length + plainText(deskBrief(worst, language)).length).toBeLessThan(2_000);
    }
  }
});

test("the smaller desk sentences", () => {
  expect(plainText(deskRepeat(facts, "en"))).toMatchInlineSnapshot(
    `"Second call, same emergency, reference 4 7 2."`,
  );
  expect(plainText(deskRepeat(facts, "fr"))).toMatchInlineSnapshot(
    `"Deuxième appel, même urgence, référence 4 7 2."`,
  );
  const answering = { ...facts, answeringSince: at("14:09") };
  expect(plainText(deskAnswering(answering, "en"))).toMatchInlineSnapshot(
    `"Reference 4 7 2: the person has been answering us since 2:09 PM. Still sending? 1 yes, 2 cancelled, 3 a person."`,
  );
  expect(plainText(deskAnswering(answering, "fr"))).toMatchInlineSnapshot(
    `"Référence 4 7 2 : la personne nous répond depuis 14 h 09. Envoyez-vous toujours quelqu'un? 1 oui, 2 annulé, 3 une personne."`,
  );
  const short = { ...facts, place: { ...facts.place, place: "9 Ash", municipality: "Ay" } };
  expect(plainText(deskSpelled(short, "en"))).toMatchInlineSnapshot(
    `"The place, spelled: 9. A as in Alpha, S as in Sierra, H as in Hotel. Town: A as in Alpha, Y as in Yankee. Reference 4 7 2."`,
  );
  expect(plainText(deskSpelled(short, "fr"))).toMatchInlineSnapshot(
    `"Le lieu, épelé : 9. A comme Alpha, S comme Sierra, H comme Hôtel. Municipalité : A comme Alpha, Y comme Yankee. Référence 4 7 2."`,
  );
});
