const CALLBACK = ["statusCallback", "statusCallbackEvent", "statusCallbackMethod"];
const RECORDING = [
  "recordingStatusCallback",
  "recordingStatusCallbackEvent",
  "recordingStatusCallbackMethod",
];

type Shape = { attributes: readonly string[]; children: readonly string[] | "text" };

/** What Twilio has and this network does not do: a document with one of these is refused, loudly. */
const NOT_DONE: ReadonlySet<string> = new Set(
  words(
    "Application Assistant Autopilot Connect ConversationRelay Enqueue Leave Message Pay Prompt Queue Recording Refer " +
      "Sim Sip Siprec Sms Start Stop Stream Transcription VirtualAgent WhatsApp",
  ),
);

/** The markup a voice can read. */
const SSML = words(
  "amazon:domain amazon:effect break emphasis lang mark p phoneme prosody s say-as sub w",
);

function words(text: string): readonly string[] {
  return text.split(" ");
}

/** The verbs and nouns this network understands, with every attribute Twilio has for them. */
const SHAPES: Readonly<Record<string, Shape>> = {
  Response: {
    attributes: [],
    children: ["Say", "Play", "Pause", "Gather", "Dial", "Redirect", "Hangup", "Reject", "Record"],
  },
  Say: { attributes: ["language", "loop", "voice"], children: SSML },
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
        "amdStatusCallback amdStatusCallbackMethod byoc machineDetection machineDetectionSilenceTimeout machineDetectionSpeechEndThreshold machineDetectionSpeechThreshold machineDetectionTimeout method sendDigits url",
      ),
      ...CALLBACK,
    ],
    children: "text",
  },
  Client: { attributes: ["method", "url", ...CALLBACK], children: ["Identity", "Parameter"] },
  Identity: { attributes: [], children: "text" },
  Parameter: { attributes: ["name", "value"], children: [] },
};

const NUMBERS: ReadonlySet<string> = new Set(
  words("length loop maxLength maxParticipants maxSpeechTime numDigits timeLimit timeout"),
);
const FLAGS: ReadonlySet<string> = new Set(
  words(
    "actionOnEmptyResult answerOnBridge bargeIn endConferenceOnExit enhanced hangupOnStar muted playBeep profanityFilter sequential startConferenceOnEnter transcribe",
  ),
);
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  input: ["dtmf", "speech", "dtmf speech", "speech dtmf"],
  machineDetection: ["Enable", "DetectMessageEnd"],
  method: ["GET", "POST"],
  reason: ["rejected", "busy"],
  trim: ["trim-silence", "do-not-trim"],
};

/** What an attribute's value should have been; null when it is one of those. */
export function expectedValue(name: string, value: string): string | null {
  if (NUMBERS.has(name)) return /^\d+$/.test(value) ? null : "a whole number";
  if (FLAGS.has(name)) return value === "true" || value === "false" ? null : "true or false";
  const choices = Object.hasOwn(CHOICES, name) ? CHOICES[name] : undefined;
  const given = name === "method" ? value.toUpperCase() : value;
  return !choices || choices.includes(given) ? null : choices.join(" or ");
}

export function isNotDone(name: string): boolean {
  return NOT_DONE.has(name);
}

export function shapeOf(name: string): Shape | null {
  return Object.hasOwn(SHAPES, name) ? (SHAPES[name] ?? null) : null;
}
