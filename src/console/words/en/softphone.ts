/** The softphone: what one speaks into, whether a ring reaches one, and a ring that was missed. */
export const softphone = {
  "sound.input": "Microphone",
  "sound.output": "Loudspeaker",
  "sound.any": "As this device chooses",
  "sound.level": "How loud your microphone is",
  "sound.awake.yes": "This device stays awake while you are on shift.",
  "sound.awake.no": "This device may fall asleep: asleep, it hears no ring.",
  "light.yes": "Reachable",
  "light.barely": "Reachable, barely",
  "light.no": "Not reachable",
  "light.away": "Away",
  "light.unsure": "Not sure you are reachable",
  "missed.title": "You missed a ring.",
  "missed.text": "Others are rung before you until you say so.",
  "missed.back": "Ring me again",
} as const;
