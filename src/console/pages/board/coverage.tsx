import { useQuery } from "@tanstack/react-query";
import { done as doneSchema } from "../../../http/contract.ts";
import { clock } from "../../client/line.ts";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { DAY_MS, gapsToday } from "./gaps.ts";
import { gapsQuery, knownQuery } from "./queries.ts";

/** Where too few will be on in the next day, and whether anybody is paged when nobody is free. */
export function Coverage() {
  const say = useWords();
  const times = useTimes();
  const { data } = useQuery(gapsQuery);
  const gaps = data === undefined ? [] : gapsToday(data);
  return (
    <section className="card coverage" aria-labelledby="coverage">
      <h2 id="coverage">{say("board.coverage.title")}</h2>
      {data !== undefined && gaps.length === 0 && (
        <p className="soft">
          {say(data.minimums.length === 0 ? "board.coverage.none" : "board.coverage.full")}
        </p>
      )}
      <ul>
        {gaps.map(({ from, to, language, on, least }) => (
          <li key={`${from} ${language ?? ""}`}>
            <strong className="warned">
              {to - from >= DAY_MS
                ? say("board.coverage.allDay")
                : `${times.minute(from)} – ${times.minute(to)}`}
            </strong>{" "}
            {say("board.coverage.gap", { on, least })}
            {language !== null && <> · {say(`call.language.${language}`)}</>}
          </li>
        ))}
      </ul>
      <Pages />
    </section>
  );
}

const HOURS = [1, 4, 8] as const;
const HOUR_MS = 3_600_000;

const know = (until: number | null) =>
  wish({
    method: "PUT",
    path: "/api/coverage/known",
    body: { until },
    answer: doneSchema,
    changes: ["coverage"],
  });

/** "I know that nobody is free": pages about that stop until a time, and only those (PRACTICE 32). */
function Pages() {
  const say = useWords();
  const times = useTimes();
  const nameOf = useNames();
  const { data } = useQuery(knownQuery);
  const { send, trouble, isPending } = useWish(know);
  const known = data?.known ?? null;
  if (data === undefined) return null;
  return (
    <div className="pages-known">
      <h3>{say("board.pages.title")}</h3>
      {known === null ? (
        <>
          <p className="soft">{say("board.pages.on")}</p>
          <div className="row hours" role="group" aria-label={say("board.pages.for")}>
            <span>{say("board.pages.for")}</span>
            {HOURS.map((hours) => (
              <Button
                key={hours}
                isPending={isPending}
                onPress={() => send(Math.floor(clock.now()) + hours * HOUR_MS)}
              >
                {say("board.pages.know", { hours })}
              </Button>
            ))}
          </div>
        </>
      ) : (
        <>
          <p>
            {say("board.pages.known", { name: nameOf(known.by), time: times.minute(known.until) })}
          </p>
          <div className="row">
            <Button isPending={isPending} onPress={() => send(null)}>
              {say("board.pages.again")}
            </Button>
          </div>
        </>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
