import { createStore } from "../time/store.ts";
import { known } from "./line.ts";
import { heardRow, mayBeMine } from "./rows.ts";

/** Whether the line tells us of changes as they happen. */
export const live = createStore<"connecting" | "on" | "off">("connecting");

const AGAIN_MS = 2_000;

/** Follows the line until the returned function ends it: what changed is asked for again. */
export function followLine(): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource("/api/live");
    source.addEventListener("open", () => {
      live.set("on");
      // What happened while nobody listened was told to nobody.
      void known.invalidateQueries();
    });
    source.addEventListener("changed", ({ data }: MessageEvent<string>) => changed(data));
    source.addEventListener("board", ({ data }: MessageEvent<string>) => heardRow(data));
    source.addEventListener("presence", () => {
      void known.invalidateQueries({ queryKey: ["me"] });
      void known.invalidateQueries({ queryKey: ["reach"] });
    });
    source.addEventListener("again", () => void known.invalidateQueries());
    source.addEventListener("error", () => {
      live.set("off");
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, AGAIN_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
    live.set("connecting");
  };
}

function changed(data: string): void {
  const { sessionId }: { sessionId: string } = JSON.parse(data);
  void known.invalidateQueries({ queryKey: ["session", sessionId] });
  void known.invalidateQueries({ queryKey: ["sessions"] });
  if (mayBeMine(sessionId)) void known.invalidateQueries({ queryKey: ["me"] });
}
