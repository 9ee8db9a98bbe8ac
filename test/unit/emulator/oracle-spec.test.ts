import { describe, expect, test } from "vitest";
import { openApiFile } from "../../support/openapi-file.ts";
import { operationFor, operationsOf } from "../../support/openapi.ts";
import { driveEveryEndpoint } from "./every-endpoint.ts";

/** Everything the network can be asked for, by Twilio's names. */
const OPERATIONS = [
  "ListCall CreateCall FetchCall UpdateCall DeleteCall",
  "ListCallRecording FetchCallRecording DeleteCallRecording",
  "ListConference FetchConference UpdateConference",
  "ListParticipant CreateParticipant FetchParticipant UpdateParticipant DeleteParticipant",
  "ListMessage CreateMessage FetchMessage UpdateMessage DeleteMessage",
  "ListIncomingPhoneNumber CreateIncomingPhoneNumber FetchIncomingPhoneNumber",
  "UpdateIncomingPhoneNumber DeleteIncomingPhoneNumber",
  "ListRecording FetchRecording DeleteRecording",
  "FetchAccount CreateNewKey",
].flatMap((ids) => ids.split(" "));

/** To read what 100 schemas mean takes a moment. */
const PATIENCE_MS = 30_000;

const file = openApiFile();

function against(text: string): void {
  const operations = operationsOf(text);
  const ours = operations.filter(({ id }) => OPERATIONS.includes(id));

  test(
    "the file's own examples of what we do are right by the same rules",
    { timeout: PATIENCE_MS },
    () => {
      const examples = ours.flatMap(({ faultsOf, examples: all }) =>
        all.map(({ status, body }) => faultsOf(status, body)),
      );
      expect(examples.length).toBeGreaterThan(60);
      expect(examples.flat()).toEqual([]);
    },
  );

  test("one key too many, one too few or one of the wrong kind is noticed", () => {
    const call = ours.find(({ id }) => id === "FetchCall");
    const [example] = call?.examples ?? [];
    const body: unknown = example?.body;
    if (typeof body !== "object") throw new Error("no example of a call");
    const faultsOf = (changed: object) => call?.faultsOf(200, changed);
    expect(faultsOf({ ...body, colour: "red" })).not.toEqual([]);
    expect(faultsOf({ ...body, uri: undefined })).not.toEqual([]);
    expect(faultsOf({ ...body, status: "initiated" })).not.toEqual([]);
    expect(faultsOf({ ...body, date_created: "2026-11-22T01:30:00Z" })).not.toEqual([]);
  });

  test(
    "every answer to Twilio's library is as the file says, and so is all that was asked",
    { timeout: PATIENCE_MS },
    async () => {
      const { exchanged } = await driveEveryEndpoint();
      const found = exchanged
        .filter(({ status }) => status < 400)
        .map((one) => ({ ...one, operation: operationFor(operations, one) }));
      const wrong = found.flatMap(({ operation, method, path, sent, status, body }) => {
        if (!operation) return [`${method} ${path} is none of its operations`];
        const unknown = sent.filter((name) => !operation.parameters.has(name));
        return [
          ...unknown.map((name) => `${operation.id} has no parameter ${name}`),
          ...operation.faultsOf(status, body).map((fault) => `${operation.id}: ${fault}`),
        ];
      });
      expect(wrong).toEqual([]);
      const ids = new Set(found.map(({ operation }) => operation?.id));
      expect(ids).toEqual(new Set(OPERATIONS));
    },
  );
}

/** Where the file cannot be had this is said at the end of the run; in CI it is a failure. */
function unheard(why: string): void {
  test.skipIf(process.env["CI"] === undefined)("it can be had", () => expect.fail(why));
}

const without = "text" in file ? "" : " (npm cannot fetch it: is there a network?)";

describe(`Twilio's OpenAPI file${without}`, () => {
  if ("text" in file) against(file.text);
  else unheard(file.missing);
});
