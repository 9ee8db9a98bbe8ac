import { z } from "zod";
import { desks, handsetOf, type StaffName } from "./cast.ts";
import { heardWords, nobodyElseRang, together } from "./judge.ts";
import { torontoAddress } from "./scenes.ts";
import { silentUntilHelpCame } from "./silent.ts";
import type { Play, Stage } from "./stage.ts";

const [robin, jo] = [handsetOf("robin"), handsetOf("jo")];
const WEEK_MS = 7 * 24 * 3_600_000;

/** What exactly changes: it says where somebody lives, so it may be nowhere but sealed. */
const exactly = "Read the way in first: the Quillory door is not the one on the street";
const causes = ["place", "desk"];

/** An emergency that ends in a death, and how it is looked back at (PRACTICE 34). */
export const review: Play = {
  name: "review",
  about:
    "Sam dies after help came: Robin and Jo hear it from Dana first, are looked after, and then it is asked what contributed and what changes.",
  caller: "+15555550154",
  onShift: [["robin", "line"]],
  act,
  judge: (told) => [
    heardWords(told, desks.ontario, torontoAddress),
    together(told, jo, desks.ontario),
    nobodyElseRang(told, [robin, jo, desks.ontario]),
  ],
};

async function act(stage: Stage): Promise<void> {
  const sessionId = await silentUntilHelpCame(stage);
  await stage.colleague("dana").clicks(sessionId, "outcome", { outcome: "died" });
  await peopleFirst(stage, sessionId);
  await thenFound(stage, sessionId);
  await thenChanged(stage, sessionId);
}

const shown = z.object({ closed: z.object({ outcome: z.string() }).nullable() });

async function outcomeFor(stage: Stage, who: StaffName, sessionId: string): Promise<string> {
  const seen = await stage.colleague(who).asks("GET", `/api/sessions/${sessionId}`);
  return shown.parse(seen).closed?.outcome ?? "none";
}

/** Robin's screen is silent until Dana has spoken; nothing is found before whoever was in it is looked after. */
async function peopleFirst(stage: Stage, sessionId: string): Promise<void> {
  const dana = stage.colleague("dana");
  const before = await outcomeFor(stage, "robin", sessionId);
  says(stage, "Robin's screen does not say it first", { expected: "unknown", found: before });
  await refuses(stage, sessionId, ["nothing is found before they are told in person", "tellFirst"]);
  await dana.clicks(sessionId, "review/told");
  const after = await outcomeFor(stage, "robin", sessionId);
  says(stage, "told by a person, Robin may read it", { expected: "died", found: after });

  await refuses(stage, sessionId, ["nothing is found while a debrief waits", "debriefFirst"]);
  await debriefs(stage, sessionId);
  await refuses(stage, sessionId, ["nothing is found before support was given", "supportFirst"]);
  await dana.clicks(sessionId, "review/supported");
}

const owed = z.object({
  debriefs: z.array(
    z.object({
      id: z.string(),
      staffId: z.string(),
      sessionId: z.string().nullable(),
      ended: z.unknown(),
    }),
  ),
});

/** Dana offers both; Robin has it, Jo would rather not. */
async function debriefs(stage: Stage, sessionId: string): Promise<void> {
  const dana = stage.colleague("dana");
  const all = owed.parse(await dana.asks("GET", "/api/debriefs")).debriefs;
  const theirs = all.filter((one) => one.sessionId === sessionId);
  says(stage, "a debrief is owed to everybody who was in it", {
    expected: "jo robin",
    found: theirs
      .map(({ staffId }) => staffId)
      .toSorted()
      .join(" "),
  });
  for (const { id, staffId } of theirs) {
    await dana.asks("POST", `/api/debriefs/${id}/offer`, { withId: "dana", meetsAt: null });
    const own = stage.colleague(staffId === "jo" ? "jo" : "robin");
    if (staffId === "jo") await own.asks("POST", `/api/me/debriefs/${id}/decline`, {});
    else await own.asks("POST", `/api/me/debriefs/${id}/done`, { withId: "dana" });
  }
}

/** What happened, and what contributed: words of lists. Nobody but supervisors looks back. */
async function thenFound(stage: Stage, sessionId: string): Promise<void> {
  const dana = stage.colleague("dana");
  const early = await codeOf(dana.asks("POST", `${path(sessionId)}/causes`, { causes }));
  says(stage, "what contributed is asked after what happened", {
    expected: "findFirst",
    found: early,
  });
  await dana.clicks(sessionId, "review/findings", { findings: ["deskTrouble", "placeWrong"] });
  await dana.clicks(sessionId, "review/causes", { causes });
  const { review: found } = await fileOf(stage, sessionId);
  says(stage, "what contributed is kept, and names nobody", {
    expected: causes.join(" "),
    found: found.causes.join(" "),
  });
  const others = await codeOf(stage.colleague("robin").asks("GET", path(sessionId)));
  says(stage, "a review is for those who supervise", { expected: "notAllowed", found: others });
}

/** What changes, who sees to it, by when: owed, and done; the review is closed by name. */
async function thenChanged(stage: Stage, sessionId: string): Promise<void> {
  const dana = stage.colleague("dana");
  const { now } = await fileOf(stage, sessionId);
  await dana.clicks(sessionId, "review/changes", {
    change: "places",
    staffId: "luc",
    dueAt: now + WEEK_MS,
    text: exactly,
  });
  const change = (await changesOwed(stage)).find((one) => one.sessionId === sessionId);
  says(stage, "what changes is owed, by a name and a day", {
    expected: `luc ${now + WEEK_MS}`,
    found: `${change?.staffId} ${change?.dueAt}`,
  });
  await dana.clicks(sessionId, "review/close");
  const { review: closed } = await fileOf(stage, sessionId);
  says(stage, "the review is closed by name", {
    expected: "dana",
    found: closed.reviewed?.by ?? "nobody",
  });
  const luc = stage.colleague("luc");
  await luc.asks("POST", `/api/reviews/changes/${change?.id ?? ""}/done`, {});
  const left = (await changesOwed(stage)).filter((one) => one.sessionId === sessionId);
  says(stage, "done, it is owed no more", { expected: "0 owed", found: `${left.length} owed` });
}

const path = (sessionId: string): string => `/api/sessions/${sessionId}/review`;

const file = z.object({
  now: z.number(),
  review: z.object({
    causes: z.array(z.string()),
    reviewed: z.object({ by: z.string() }).nullable(),
  }),
});
const fileOf = async (stage: Stage, sessionId: string) =>
  file.parse(await stage.colleague("dana").asks("GET", path(sessionId)));

const changes = z.object({
  changes: z.array(
    z.object({ id: z.string(), sessionId: z.string(), staffId: z.string(), dueAt: z.number() }),
  ),
});
const changesOwed = async (stage: Stage) =>
  changes.parse(await stage.colleague("dana").asks("GET", "/api/reviews/changes?rehearsal=true"))
    .changes;

type Compared = { readonly expected: string; readonly found: string };

const says = (stage: Stage, what: string, { expected, found }: Compared): void =>
  stage.judges({ what, holds: expected === found, expected, found });

async function refuses(
  stage: Stage,
  sessionId: string,
  [what, expected]: readonly [string, string],
): Promise<void> {
  const asked = stage
    .colleague("dana")
    .asks("POST", `${path(sessionId)}/findings`, { findings: ["asPromised"] });
  says(stage, what, { expected, found: await codeOf(asked) });
}

/** By what word the line says no; "done" where it does not. */
async function codeOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return "done";
  } catch (err) {
    const said = err instanceof Error ? err.message : String(err);
    return /"code":"(\w+)"/.exec(said)?.[1] ?? said;
  }
}
