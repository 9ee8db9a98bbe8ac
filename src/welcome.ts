import type { Settings } from "./config.ts";

/** What whoever starts a line on one machine reads first. */
export function welcome(
  { config }: Settings,
  { emulatorUrl, staffFile }: { emulatorUrl: string | null; staffFile: string | null },
): void {
  const dial = config.numbers.map(
    ({ number, role, language }) => `    ${number}  ${role}, ${language}`,
  );
  const rehearsal = config.numbers.find(({ role }) => role === "rehearsal") ?? config.numbers[0];
  const rehearse = [
    "",
    `  Call it yourself:  ${emulatorUrl}/phone?to=${rehearsal?.number.slice(1)}   (a practice call)`,
    "",
    "  Hear it work, in another terminal:",
    "    npm run rehearse kept      answered, checked on, goodbye",
    "    npm run rehearse silent    stops answering, and help is sent",
    "    npm run rehearse all       everything, about five minutes",
    "",
    `  The telephone network it runs on:  ${emulatorUrl}`,
    `  Rehearsal staff and passwords:     ${staffFile}`,
    "  (a password alone is enough for them while there is no real telephone account)",
  ];
  const lines = [
    "",
    `The line is up: ${config.http.publicUrl}   (API: ${config.http.publicUrl}/api/openapi.json)`,
    `  The console:  ${config.http.publicUrl}/console/`,
    "  Its numbers:",
    ...dial,
    ...(emulatorUrl === null ? [] : rehearse),
    "",
    "  Ctrl-C closes it.",
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
