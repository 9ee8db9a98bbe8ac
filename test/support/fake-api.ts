import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { urls } from "../../src/adapters/twilio/urls.ts";
import { createMetrics } from "../../src/adapters/metrics.ts";
import { paceHere, type Pace } from "../../src/adapters/pace.ts";
import type { NewAuditRecord } from "../../src/adapters/postgres/audit.ts";
import type { SignedIn } from "../../src/adapters/postgres/sign-in.ts";
import { standard } from "../../src/domain/session/policy.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { Line } from "../../src/engine/ports.ts";
import type { Hear } from "../../src/adapters/postgres/live.ts";
import { build } from "../../src/http/server.ts";
import { fakeLine } from "./fake-line.ts";

const unused = () => {
  throw new Error("Not part of this test");
};

export type FakeApi = {
  readonly app: FastifyInstance;
  readonly line: Line;
  readonly sessions: Map<string, Session>;
  /** What the database would notify of. */
  readonly changed: Hear;
  readonly logged: string[];
  readonly audited: NewAuditRecord[];
};

/** The API on a line in memory. Whoever sends `authorization: <id> <role>` is signed in as that. */
export async function fakeApi(
  given: { readonly securityContact?: string; readonly pace?: Pace } = {},
): Promise<FakeApi> {
  const { line: plain, memory } = fakeLine();
  const line = { ...plain, store: { ...plain.store, events: async () => [] } };
  const hearers = new Set<Hear>();
  const logged: string[] = [];
  const audited: NewAuditRecord[] = [];
  const publicUrl = "https://line.example.org";
  const app = await build({
    console: {
      line,
      softphones: { kind: "emulator", url: "http://127.0.0.1:3001" },
      roster: {
        ...line.roster,
        goOnShift: unused,
        goOffShift: unused,
        takeBreak: unused,
        back: unused,
      },
      reads: {
        sessions: async () => [],
        openSessions: async () =>
          [...memory.sessions.values()].filter(({ closed }) => closed === null),
        openSessionsOf: async (staffId) =>
          [...memory.sessions.values()].filter(
            ({ closed, company }) => closed === null && company.responder?.staffId === staffId,
          ),
        timeline: unused,
        owed: async () => [],
        overdue: async () => [],
      },
      presences: {
        beat: unused,
        wishTestRing: unused,
        seen: async () => [],
        standing: async () => ({ reachable: true, why: null }),
      },
      directory: {
        list: async () => [],
        listWithNumbers: async () => [],
        happenings: unused,
        save: unused,
      },
      listings: {
        search: async () => [],
        byId: async () => null,
        byIds: async () => [],
        count: async () => 0,
        everything: unused,
        save: unused,
        assure: unused,
      },
      otherLineBook: { list: async () => [], save: unused, remove: unused },
      shifts: {
        addRule: unused,
        changeRule: unused,
        endRule: unused,
        override: unused,
        restore: unused,
        askSwap: unused,
        answerSwap: unused,
        setMinimums: unused,
      },
      shiftReads: {
        book: unused,
        onWhen: unused,
        swaps: unused,
        coverage: unused,
        handovers: unused,
      },
      ownPhones: {
        read: unused,
        ask: unused,
        prove: unused,
        remove: unused,
        setReach: unused,
      },
      callPages: { make: unused, find: async () => null, open: unused, isBrowser: unused },
      restrictions: {
        standing: unused,
        ask: unused,
        approve: unused,
        lift: unused,
        exempt: unused,
        addExempt: unused,
        removeExempt: unused,
        notToMe: unused,
        chooseNotToMe: unused,
        takeBackNotToMe: unused,
      },
      measures: {
        between: unused,
        calls: unused,
        cover: unused,
        quality: { months: unused, of: unused, causesOf: unused, calls: unused },
      },
      callLog: {
        page: unused,
        everything: unused,
        entries: unused,
        entry: unused,
        duties: unused,
        people: unused,
        deskNames: unused,
        filters: unused,
        saveFilter: unused,
        dropFilter: unused,
      },
      reviews: {
        queue: unused,
        read: async () => null,
        support: unused,
        take: unused,
        changes: {
          ofSession: unused,
          owed: unused,
          owners: unused,
          agree: unused,
          made: unused,
        },
      },
      notes: { ofSession: unused, count: unused, write: unused },
      after: {
        debriefs: { list: unused, byId: unused, ask: unused, offer: unused, end: unused },
        entries: {
          mine: unused,
          calls: unused,
          write: unused,
          share: unused,
          erase: unused,
          shared: unused,
        },
        load: { read: unused, set: unused },
        peers: {
          contact: unused,
          setContact: unused,
          turns: unused,
          addTurn: unused,
          dropTurn: unused,
          asks: unused,
          ask: unused,
          answer: unused,
        },
        notRung: { choices: unused, choose: unused, takeBack: unused, follow: unused },
        supervision: { meetings: unused, record: unused, remove: unused },
      },
      referring: {
        referrals: {
          write: unused,
          some: unused,
          all: unused,
          of: unused,
          details: unused,
          handOver: unused,
          met: unused,
          close: unused,
        },
        promised: { make: unused, end: unused },
        navigators: { list: unused, of: unused, set: unused },
      },
      sharing: { isPublic: false, published: async () => [] },
      holds: {
        list: unused,
        byId: async () => null,
        ask: unused,
        confirm: unused,
        wrapHeld: unused,
        end: unused,
        demands: unused,
        recordDemand: unused,
      },
      knowing: {
        texts: { versions: unused, write: unused, sign: unused, takeBack: unused },
        warnings: { list: unused, bring: unused, end: unused },
      },
      protocols: { forSession: async () => standard, list: unused, publish: unused },
      coverage: { know: unused, known: async () => null },
      feeds: { make: unused, revoke: unused, owner: async () => null },
      own: { onShift: unused, duty: async () => null, counts: unused, happenedLately: unused },
      live: {
        subscribe(hear) {
          hearers.add(hear);
          return () => hearers.delete(hear);
        },
      },
      signIn: {
        handler: unused,
        staffOf: async (headers) => staffIn(headers.get("authorization")),
        hasSecondFactor: async () => false,
        endUnproved: unused,
        createStaff: unused,
        setPassword: unused,
        changePassword: unused,
      },
      tries: { begin: unused, succeeded: unused },
      staff: { list: unused, setRoles: unused, signIns: unused, endSignIns: unused },
      people: { colleagues: unused, choices: unused, setTraining: unused },
      training: {
        workOf: async () => [],
        people: unused,
        setWork: unused,
        kinds: { list: unused, keep: unused },
        certificates: unused,
        record: unused,
        remove: unused,
        rehearsals: unused,
        due: unused,
      },
      invitations: {
        invite: unused,
        reset: unused,
        list: unused,
        withdraw: unused,
        accept: unused,
      },
      audit: {
        append: async (record) => void audited.push(record),
        read: async () => [],
        head: async () => null,
        check: unused,
      },
    },
    carrier: {
      line,
      arrivals: { numbers: [], protocol: async () => standard, openDispatches: async () => [] },
      urls: urls(publicUrl, `${publicUrl}/fallback`),
      publicUrl,
      authTokens: ["token"],
      announcementKey: "key",
      refused: () => undefined,
      pages: { paged: async () => [], wasTaken: async () => false },
      texts: { known: async () => false, taken: async () => undefined },
      presenceBook: { covers: unused, takeTestRing: unused },
    },
    health: {
      clock: line.clock,
      log: line.log,
      metrics: createMetrics(),
      heartbeats: { read: async () => new Map(), says: async () => null },
      counts: unused,
      pendingMigrations: async () => [],
      vaultShut: () => [],
    },
    publicUrl,
    pace: given.pace ?? paceHere(),
    securityContact: given.securityContact ?? null,
    log: pino({ level: "debug" }, { write: (text: string) => void logged.push(text) }),
  });
  const changed: Hear = (sessionId) => {
    for (const hear of hearers) hear(sessionId);
  };
  return { app, line, sessions: memory.sessions, changed, logged, audited };
}

function staffIn(authorization: string | null): SignedIn | null {
  const [id, role] = authorization?.split(" ") ?? [];
  if (id === undefined || role === undefined) return null;
  return { id, roles: [role], signInId: "here", proof: "totp", exempt: false };
}
