const CALLBACK = ["statusCallback", "statusCallbackEvent", "statusCallbackMethod"];
const RECORDING = [
  "recordingStatusCallback",
  "recordingStatusCallbackEvent",
  "recordingStatusCallbackMethod",
];

type Shape = { attributes: readonly string[]; children: readonly string[] | "text" };

function words(text: string): readonly string[] {
  return text.split(" ");
}

/** The verbs and nouns this network understands, with every attribute Twilio has for them. */
const SHAPES: Readonly<Record<string, Shape>> = {
  Response: {
    attributes: [],
    children: ["Say", "Play", "Pause", "Gather", "Dial", "Redirect", "Hangup", "Reject", "Record"],
  },
  Say: { attributes: ["language", "loop", "voice"], children: "text" },
  Play: { attributes: ["digits", "loop"], children: "text" },
  Pause: { attributes: ["length"], children: [] },
  Redirect: { attributes: ["method"], children: "text" },
  Hangup: { attributes: [], children: [] },
  Reject: { attributes: ["reason"], children: [] },
  Gather: {
    attributes: words(
      "action actionOnEmptyResult bargeIn enhanced finishOnKey hints input language maxSpeechTime method numDigits partialResultCallback partialResultCallbackMethod profanityFilter speechModel speechTimeout timeout",
    ),
    children: ["Say", "Play", "Pause"],
  },
  Record: {
    attributes: [
      ...words(
        "action finishOnKey maxLength method playBeep timeout transcribe transcribeCallback trim",
      ),
      ...RECORDING,
    ],
    children: [],
  },
  Dial: {
    attributes: [
      ...words(
        "action answerOnBridge callerId hangupOnStar method record ringTone recordingTrack referMethod referUrl sequential timeLimit timeout trim",
      ),
      ...RECORDING,
    ],
    children: ["Conference", "Number", "Client"],
  },
  Conference: {
    attributes: [
      ...words(
        "beep coach endConferenceOnExit jitterBufferSize maxParticipants muted participantLabel record region startConferenceOnEnter trim waitMethod waitUrl",
      ),
      ...CALLBACK,
      ...RECORDING,
    ],
    children: "text",
  },
  Number: {
    attributes: [
      ...words(
        "amdStatusCallback amdStatusCallbackMethod byoc machineDetection method sendDigits url",
      ),
      ...CALLBACK,
    ],
    children: "text",
  },
  Client: { attributes: ["method", "url", ...CALLBACK], children: ["Identity", "Parameter"] },
  Identity: { attributes: [], children: "text" },
  Parameter: { attributes: ["name", "value"], children: [] },
};

export function shapeOf(name: string): Shape | null {
  return Object.hasOwn(SHAPES, name) ? (SHAPES[name] ?? null) : null;
}
