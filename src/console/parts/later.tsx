import { useEffect, type ComponentType } from "react";
import { createStore } from "../time/store.ts";
import { useStore } from "../time/use.ts";
import { useWords } from "../words/use.ts";
import { Button } from "./button.tsx";

type Standing<P> = "unasked" | "coming" | "failed" | ComponentType<P>;

/** A part of a page that is in a file of its own. */
type Later<P> = {
  readonly Part: ComponentType<P>;
  /** Fetches it before anybody opens it, so that what is pressed then needs no network. */
  readonly fetch: () => void;
};

/** Fetched when it is first shown, or ahead of that. What did not come is asked for again by a press. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const standing = createStore<Standing<P>>("unasked");
  const fetch = () => {
    const now = standing.get();
    if (now !== "unasked" && now !== "failed") return;
    standing.set("coming");
    load().then(
      (part) => standing.set(part),
      () => standing.set("failed"),
    );
  };
  function Part(props: P) {
    const now = useStore(standing);
    useEffect(fetch, []);
    if (now === "unasked" || now === "coming") return <Coming />;
    if (now === "failed") return <Failed again={fetch} />;
    const Here = now;
    return <Here {...props} />;
  }
  return { Part, fetch };
}

/** What is no part of a page. Not there in time, it is asked for again by whoever needs it, who also says so then. */
export const ahead = (load: () => Promise<unknown>) => ({
  fetch: () => void load().catch(() => undefined),
});

function Coming() {
  const say = useWords();
  return <p className="soft">{say("shell.loading")}</p>;
}

function Failed({ again }: { readonly again: () => void }) {
  const say = useWords();
  return (
    <div className="row">
      <p role="alert">{say("later.failed")}</p>
      <Button onPress={again}>{say("later.again")}</Button>
    </div>
  );
}

/** So long after a page is there the rest of it comes, unasked: nobody is to wait for a network at a bad moment. */
const CALM_MS = 5_000;

export function useFetchedInCalm(parts: readonly { readonly fetch: () => void }[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const { fetch } of parts) fetch();
    }, CALM_MS);
    return () => clearTimeout(timer);
  }, [parts]);
}
