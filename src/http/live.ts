import type { FastifyInstance } from "fastify";
import { may, mayOnLine, subjectOf, type Staff } from "../domain/permissions.ts";
import { staffOfName } from "../domain/presence.ts";
import type { Session } from "../domain/session/session.ts";
import type { Line } from "../engine/ports.ts";
import { staffOf, type Console } from "./console.ts";
import { headersOf } from "./sign-in.ts";
import { sessionView } from "./views.ts";

const PULSE_MS = 15_000;
/** A console that reads nothing any more; it comes back, and asks for everything. */
const UNREAD_BYTES = 64 * 1_024;

/** One open console. */
type Screen = {
  readonly staff: Staff;
  /** Sessions it was told of: it also hears when one of them stops being its own. */
  readonly known: Set<string>;
  readonly write: (text: string) => void;
};

/** Best effort: says that a session changed, and the console asks again. Only to those who may see that it waits. */
export function liveRoutes(app: FastifyInstance, parts: Console): void {
  const { line, live, signIn } = parts;
  const screens = new Set<Screen>();
  const ends = new Set<() => void>();

  const unsubscribe = live.subscribe((name) => heard(line, screens, name));
  app.addHook("preClose", () => {
    unsubscribe();
    for (const end of ends) end();
  });

  app.get("/live", ROUTE, (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    const screen: Screen = {
      staff: staffOf(request),
      known: new Set(),
      write: (text) => void (raw.writableLength > UNREAD_BYTES ? raw.destroy() : raw.write(text)),
    };
    const end = () => raw.end();
    const pulse = setInterval(() => {
      screen.write(": still here\n\n");
      signIn.staffOf(headersOf(request)).then(
        (staff) => !isStill(screen.staff, staff) && end(),
        (err: unknown) => line.log.warn({ err }, "A console's sign-in was not looked at"),
      );
    }, PULSE_MS);
    raw.on("error", (err) => line.log.info({ err }, "A console went away"));
    raw.on("close", () => {
      clearInterval(pulse);
      screens.delete(screen);
      ends.delete(end);
    });
    screens.add(screen);
    ends.add(end);
    screen.write("retry: 1000\n\n");
  });
}

/** Signed in, and of the same roles: what somebody may no longer see ends here too. The console comes back as whoever they are now. */
const isStill = (before: Staff, now: Staff | null): boolean =>
  now !== null && before.id === now.id && before.roles.join(" ") === now.roles.join(" ");

const DESCRIPTION =
  "Server-sent events. `changed` names a session to ask for again; `board`, to supervisors, is how it stands; `presence` a person whose reachability changed; `again`: some may have been missed, ask for everything.";
const ROUTE = { schema: { description: DESCRIPTION }, config: { act: "seeWaiting" } } as const;

/** A session or a person changed; null: some may have. */
function heard(line: Line, screens: ReadonlySet<Screen>, name: string | null): void {
  if (screens.size === 0) return;
  if (name === null) return tellAll(screens);
  const staffId = staffOfName(name);
  if (staffId !== null) return tellOfPerson(screens, staffId);
  line.store.load(name).then(
    (session) => session !== null && tell(screens, session, line.clock.now()),
    (err: unknown) => line.log.warn({ err, sessionId: name }, "A change was not told to consoles"),
  );
}

function tellAll(screens: ReadonlySet<Screen>): void {
  for (const screen of screens) screen.write("event: again\ndata: {}\n\n");
}

/** Whether a ring reaches somebody is theirs to know, and their supervisors'. */
function tellOfPerson(screens: ReadonlySet<Screen>, staffId: string): void {
  const presence = `event: presence\ndata: ${JSON.stringify({ staffId })}\n\n`;
  for (const { staff, write } of screens) {
    if (staff.id === staffId || mayOnLine(staff, "supervise")) write(presence);
  }
}

/** Supervisors are shown the whole session with it: their board asks for nothing more, however many are open. */
function tell(screens: ReadonlySet<Screen>, session: Session, now: number): void {
  const subject = subjectOf(session);
  let row: string | null = null;
  const changed = `event: changed\ndata: ${JSON.stringify({ sessionId: session.id })}\n\n`;
  for (const { staff, known, write } of screens) {
    const sees = may(staff, "seeWaiting", subject);
    if (sees || known.has(session.id)) write(changed);
    if (sees) known.add(session.id);
    else known.delete(session.id);
    if (!mayOnLine(staff, "seeEverySession")) continue;
    row ??= `event: board\ndata: ${JSON.stringify(sessionView(session, now))}\n\n`;
    write(row);
  }
}
