import { broken, look, ok, type Finding } from "./finding.ts";

const MEND = "Correct it in the environment or in .env; .env.example explains it.";

/** Settings that cannot be read: each thing that is wrong is a finding. `message` is that of the error, one problem a line. */
export function settingsWrong(message: string): readonly Finding[] {
  const [first = "", ...problems] = message.split("\n").map((line) => line.trim());
  return (problems.length === 0 ? [first] : problems).map((problem) =>
    broken("settingWrong", problem, {
      means: "The line does not start with this.",
      mend: MEND,
    }),
  );
}

export type Chosen = {
  /** Whether a real carrier carries the calls. */
  readonly real: boolean;
  readonly ownDatabase: boolean;
  readonly queueOnRedis: boolean;
  readonly previousToken: boolean;
};

/** Settings that can be read, and what of them a real line should think about. */
export function settingsChosen(chosen: Chosen): readonly Finding[] {
  const { real, ownDatabase, queueOnRedis, previousToken } = chosen;
  const findings = [
    ok(
      "settings",
      `All can be read; ${real ? "a real account carries the calls" : "calls are carried by the emulator"}.`,
    ),
  ];
  if (real && !ownDatabase) {
    findings.push(
      look("databaseBuiltIn", "DATABASE_URL is not set: the built-in Postgres keeps a real line.", {
        means: "Nobody backs it up, and a second machine cannot share it.",
        mend: "Set DATABASE_URL to a Postgres with backups.",
      }),
    );
  }
  if (real && !queueOnRedis) {
    findings.push(ok("queueOnPostgres", "REDIS_URL is not set: alarms wait in Postgres."));
  }
  if (previousToken) {
    findings.push(
      look(
        "previousTokenSet",
        "TWILIO_AUTH_TOKEN_PREVIOUS is set: webhooks signed with either token are taken.",
        {
          means:
            "Right while a token is being replaced; afterwards an old token that leaked still opens the door.",
          mend: "Once Twilio signs with the new token alone, take TWILIO_AUTH_TOKEN_PREVIOUS away and restart.",
        },
      ),
    );
  }
  return findings;
}
