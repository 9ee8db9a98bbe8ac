import {
  newVoices,
  receiveSignal,
  setTalkVolume,
  talkWith,
  toggleMicrophone,
  type Microphone,
} from "./audio.ts";
import { showTelephone, wireTelephone } from "./calling.ts";
import { choosing } from "./choosing.ts";
import type { Deed, TelephoneState } from "./contract.ts";
import { button, part, readable } from "./dom.ts";
import { clearHeard, forgetSpoken, showHeard, showHeardAgain } from "./heard.ts";
import * as network from "./network.ts";
import { setToneVolume } from "./tones.ts";
import { setAloud, setVoiceVolume } from "./voice.ts";
import { problemWords, showWords, words } from "./words.ts";

/** What this tab keeps when it is loaded anew; all else the network knows. */
type Kept = network.Identity & { id: string };
const KEPT = "telephone";

let state: TelephoneState | null = null;
let stopFollowing: (() => void) | null = null;
let microphone: Microphone = "unasked";

const voices = newVoices({
  room: part("voices", HTMLElement),
  send(to, data) {
    // Whoever is gone needs no signal: the network tells us so by itself.
    if (state) network.sendSignal(state.id, to, data).catch(explainUnlessGone);
  },
  microphoneIs(now) {
    microphone = now;
    showMicrophone();
  },
  failed: explain,
});
const choice = choosing(take);

async function take(who: network.Identity, takeOver: boolean): Promise<void> {
  try {
    const opened = await network.open(who, takeOver);
    forgetSpoken();
    use({ id: opened.id, ...who });
  } catch (error) {
    explain(error);
    if (isRefusal(error, "openElsewhere")) choice.offerTakeOver();
  }
}

function use(kept: Kept): void {
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  explain(null);
  choice.hide();
  part("gone", HTMLElement).hidden = true;
  stopFollowing?.();
  // The network tells everything heard so far again.
  clearHeard();
  stopFollowing = network.follow(kept.id, {
    state: show,
    heard: showHeard,
    signal: (signal) => receiveSignal(voices, signal),
    closed: (why) => lose(kept, why),
    reached(reached) {
      part("problem", HTMLElement).hidden = reached;
      if (!reached) part("problem", HTMLElement).textContent = words().lost;
    },
  });
}

function show(now: TelephoneState | null): void {
  state = now;
  showTelephone(now, perform);
  talkWith(voices, now?.peers ?? []);
  showMicrophone();
}

async function perform(deed: Deed): Promise<void> {
  if (!state) return;
  try {
    await network.perform(state.id, deed);
    explain(null);
  } catch (error) {
    explain(error);
  }
}

/** The telephone is in another tab now, or the network does not know it any more. */
function lose(kept: Kept, why: "elsewhere" | "gone"): void {
  stopFollowing?.();
  show(null);
  const elsewhere = why === "elsewhere";
  part("gone", HTMLElement).hidden = false;
  part("gone-title", HTMLElement).textContent = elsewhere ? words().elsewhere : words().putAway;
  const back = elsewhere
    ? button(words().useHere, "main", () => void take(kept, true))
    : button(words().chooseAgain, "main", () => void chooseAnew());
  part("back", HTMLElement).replaceChildren(back);
  part("gone-title", HTMLElement).focus();
}

async function chooseAnew(): Promise<void> {
  sessionStorage.removeItem(KEPT);
  part("gone", HTMLElement).hidden = true;
  show(null);
  await choice.show().catch(explain);
}

function putAway(): void {
  if (!state) return;
  stopFollowing?.();
  network.putAway(state.id).catch(explainUnlessGone);
  void chooseAnew();
}

async function start(): Promise<void> {
  const { numbers } = await network.directory();
  // The page may be opened with the number to call, as in /phone?to=15555550150.
  const to = new URLSearchParams(location.search).get("to")?.replaceAll(/\D/g, "");
  part("number", HTMLInputElement).value = readable(to ? `+${to}` : (numbers[0] ?? ""));
  part("numbers", HTMLDataListElement).replaceChildren(
    ...numbers.map((number) => new Option(undefined, readable(number))),
  );
  const text = sessionStorage.getItem(KEPT);
  if (text === null) {
    await choice.show();
    return;
  }
  const kept: Kept = JSON.parse(text);
  try {
    await network.find(kept.id);
    use(kept);
  } catch (error) {
    // The network was started anew: the same telephone, once more.
    if (isRefusal(error, "gone")) await take(kept, false);
    else throw error;
    if (!state) await choice.show();
  }
}

function explain(error: unknown): void {
  const problem = part("problem", HTMLElement);
  problem.hidden = error === null;
  if (error === null) return;
  if (error instanceof network.Refused) problem.textContent = problemWords(error.code);
  else {
    problem.textContent = words().lost;
    console.error(error);
  }
}

function explainUnlessGone(error: unknown): void {
  if (!isRefusal(error, "gone")) explain(error);
}

function isRefusal(error: unknown, code: network.Refused["code"]): boolean {
  return error instanceof network.Refused && error.code === code;
}

function showMicrophone(): void {
  const control = part("microphone", HTMLButtonElement);
  const said = {
    unasked: words().microphoneAsk,
    on: words().microphoneOn,
    muted: words().microphoneOff,
    refused: words().microphoneRefused,
  };
  control.textContent = said[microphone];
  control.ariaPressed = String(microphone === "muted");
}

function wireSound(): void {
  const volume = part("volume", HTMLInputElement);
  volume.addEventListener("input", () => {
    const loudness = Number(volume.value) / 100;
    setVoiceVolume(loudness);
    setToneVolume(loudness);
    setTalkVolume(voices, loudness);
  });
  const aloud = part("aloud", HTMLInputElement);
  aloud.addEventListener("change", () => setAloud(aloud.checked));
  part("microphone", HTMLButtonElement).addEventListener("click", () => toggleMicrophone(voices));
}

function showLanguage(change: "asItIs" | "other"): void {
  showWords(change);
  part("language", HTMLButtonElement).textContent = words().otherLanguage;
  showMicrophone();
  if (state) showTelephone(state, perform);
  showHeardAgain();
}

showLanguage("asItIs");
part("language", HTMLButtonElement).addEventListener("click", () => showLanguage("other"));
part("change", HTMLButtonElement).addEventListener("click", putAway);
wireTelephone(perform);
wireSound();
start().catch(explain);
