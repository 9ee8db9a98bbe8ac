import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { z } from "zod";
import type { LogEntryShown, logAnswer } from "../../../http/contract-call-log.ts";
import { Refused } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { useProvince } from "./filters.tsx";

type Page = z.output<typeof logAnswer>;
type Names = ReadonlyMap<string, string>;

type Given = {
  readonly found: UseInfiniteQueryResult<InfiniteData<Page>>;
  readonly none: string;
  /** By whose clock; this device's where it is left out. */
  readonly timeZone?: string;
};

/** Calls, a page at a time: more are asked for, never counted. */
export function Listed({ found, none, ...clock }: Given) {
  const say = useWords();
  const { data, error, hasNextPage, isFetching, fetchNextPage } = found;
  const trouble = error instanceof Refused ? error.trouble : null;
  if (data === undefined) {
    return trouble === null ? <p>{say("shell.loading")}</p> : <TroubleSaid trouble={trouble} />;
  }
  const calls = data.pages.flatMap((page) => page.calls);
  const names = new Map(
    data.pages.flatMap(({ people }) => people.map(({ id, name }) => [id, name] as const)),
  );
  if (calls.length === 0) return <p className="card empty">{none}</p>;
  return (
    <>
      <ul className="calls-found">
        {calls.map((call) => (
          <Row key={call.id} call={call} names={names} {...clock} />
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
      {hasNextPage && (
        <Button isPending={isFetching} onPress={() => void fetchNextPage()}>
          {say("log.more")}
        </Button>
      )}
    </>
  );
}

type OneCall = {
  readonly call: LogEntryShown;
  readonly names: Names;
  readonly timeZone?: string;
};

function Row({ call, names, timeZone }: OneCall) {
  const say = useWords();
  const times = useTimes(timeZone);
  const nameOf = useProvince();
  const lasted = useLasted();
  const outcomeOf = useOutcome();
  const { id, openedAt, language, province, reached, review, rehearsal } = call;
  const people = call.people.map((one) => names.get(one) ?? one);
  return (
    <li>
      <Link className={`found ${reached}`} to="/log/$id" params={{ id }}>
        <span className="when">
          <strong>{times.day(openedAt)}</strong> {times.minute(openedAt)}
        </span>
        <span className="lasted">{lasted(call)}</span>
        <span className="what">
          <strong>{outcomeOf(call)}</strong>
          <span>{say(`log.reached.${reached}`)}</span>
        </span>
        <span className="where">
          {say(`call.language.${language}`)}
          {province !== "none" && ` · ${nameOf(province)}`}
        </span>
        <span className="whom">{people.length === 0 ? say("log.nobody") : people.join(", ")}</span>
        <span className="marks">
          {rehearsal && <span className="mark">{say("call.rehearsal")}</span>}
          {review !== null && (
            <span className={`mark ${review === "owed" ? "warn" : "well"}`}>
              {say(`log.review.${review}`)}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

const useOutcome = () => {
  const say = useWords();
  return ({ outcome }: LogEntryShown): string =>
    outcome === "open" ? say("log.open") : say(`outcome.${outcome}`);
};

const useLasted = () => {
  const say = useWords();
  return ({ openedAt, closedAt }: LogEntryShown): string =>
    closedAt === null
      ? ""
      : say("log.minutes", { minutes: Math.max(1, Math.round((closedAt - openedAt) / 60_000)) });
};
