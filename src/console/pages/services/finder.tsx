import { useEffect, useState } from "react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Province } from "../../../domain/provinces.ts";
import { Refused } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Filters } from "./filters.tsx";
import { Listed } from "./listed.tsx";
import { findQuery, type Sought } from "./queries.ts";
import "./services.css";

const SETTLED_MS = 300;

type Given = {
  /** In a rehearsal only what is fictional is found, in a real call only what is real. */
  readonly rehearsal: boolean;
  readonly province?: Province | null;
};

/** Finds what others offer. It stands by itself: a page of its own, or opened beside a call. Nothing that is typed here is kept. */
export function ServiceFinder({ rehearsal, province = null }: Given) {
  const say = useWords();
  const [sought, seek] = useState<Sought>({ rehearsal, province });
  const settled = useSettled(sought);
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    findQuery(settled),
  );
  const services = data?.pages.flatMap((page) => page.services) ?? [];
  return (
    <section className="services stack" aria-label={say("finder.title")}>
      <Filters sought={sought} onChange={seek} />
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      <p className="soft" role="status">
        {data === undefined ? say("finder.loading") : said(services.length, hasNextPage)}
      </p>
      <Listed services={services} />
      {hasNextPage && (
        <Button isPending={isFetching} onPress={() => void fetchNextPage()}>
          {say("finder.next")}
        </Button>
      )}
    </section>
  );

  function said(count: number, isMore: boolean): string {
    if (count > 0) return say("finder.count", { count });
    return say(isMore ? "finder.lookedFar" : "finder.none");
  }
}

/** What somebody is still typing is not asked for letter by letter. */
function useSettled(sought: Sought): Sought {
  const [settled, settle] = useState(sought);
  useEffect(() => {
    const timer = setTimeout(() => settle(sought), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [sought]);
  return settled;
}
