import { createServer } from "node:http";

/** The smallest application that keeps a network busy, in a process of its own: speaks, waits, and asks again every 1.9 s. */
const turn =
  '<Response><Say>Stay with me.</Say><Pause length="1"/><Redirect method="POST">/turn</Redirect></Response>';
const room =
  '<Response><Dial><Conference beep="false" waitUrl="" statusCallback="/told" ' +
  'statusCallbackEvent="start end join leave mute">room</Conference></Dial></Response>';
const twiml: Readonly<Record<string, string>> = { "/turn": turn, "/room": room };

const counts: Record<string, number> = {};
const server = createServer((request, response) => {
  const path = request.url ?? "";
  request.resume().once("end", () => {
    counts[path] = (counts[path] ?? 0) + 1;
    const body = twiml[path];
    if (body === undefined) response.writeHead(204).end();
    else response.writeHead(200, { "Content-Type": "text/xml" }).end(body);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
});
process.on("message", () => process.send?.({ counts }));
process.on("disconnect", () => process.exit(0));
