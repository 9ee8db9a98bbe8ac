import { useEffect, useState } from "react";
import { ListField } from "../parts/fields.tsx";
import { useStore } from "../time/use.ts";
import { useWords } from "../words/use.ts";
import { awake } from "./awake.ts";
import {
  choose,
  chosen,
  onDevicesChanged,
  openMicrophone,
  soundDevices,
  type SoundDevice,
  type SoundDevices,
} from "./devices.ts";
import { followLevel } from "./level.ts";
import "./sound.css";

/** What one speaks into and hears with, and whether anything arrives: looked at before a call, not in one. */
export function SoundCheck() {
  const say = useWords();
  const { input, output } = useStore(chosen);
  const { inputs, outputs } = useSoundDevices();
  const kept = useStore(awake);
  return (
    <div className="sound-check">
      <Picked
        label={say("sound.input")}
        devices={inputs}
        value={input}
        onChange={(id) => choose("input", id)}
      />
      <Level />
      {outputs.length > 0 && (
        <Picked
          label={say("sound.output")}
          devices={outputs}
          value={output}
          onChange={(id) => choose("output", id)}
        />
      )}
      <p className="soft">{say(`sound.awake.${kept}`)}</p>
    </div>
  );
}

type Picking = {
  readonly label: string;
  readonly devices: readonly SoundDevice[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
};

const ANY = "";

function Picked({ label, devices, value, onChange }: Picking) {
  const say = useWords();
  const there = devices.some(({ id }) => id === value);
  return (
    <ListField
      label={label}
      options={[ANY, ...devices.map(({ id }) => id)]}
      value={there && value !== null ? value : ANY}
      onChange={(id) => onChange(id === ANY ? null : id)}
      say={(id) => devices.find((one) => one.id === id)?.label ?? say("sound.any")}
    />
  );
}

function useSoundDevices() {
  const [devices, setDevices] = useState<SoundDevices>({ inputs: [], outputs: [] });
  useEffect(() => {
    const look = () => void soundDevices().then(setDevices);
    look();
    return onDevicesChanged(look);
  }, []);
  return devices;
}

/** That the microphone hears something: seen, since one's own voice in the ear helps nobody. */
export function Level() {
  const say = useWords();
  const { input } = useStore(chosen);
  const [level, setLevel] = useState(0);
  useEffect(() => {
    let over = false;
    let end: (() => void) | null = null;
    const begin = async () => {
      const track = await openMicrophone();
      if (track === null) return;
      const stop = followLevel(track, setLevel);
      end = () => {
        stop();
        track.stop();
      };
      if (over) end();
    };
    void begin();
    return () => {
      over = true;
      end?.();
    };
  }, [input]);
  return <meter className="level" min={0} max={1} value={level} aria-label={say("sound.level")} />;
}
