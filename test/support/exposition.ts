/** One number as Prometheus reads it. */
export type Sample = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

/** What a process told of itself, line by line. */
export function samplesIn(text: string): readonly Sample[] {
  return text.split("\n").flatMap((line) => {
    const [, name, , labels = "", value] = /^([a-z_]\w*)(\{(.*)\})? (\S+)$/i.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    const named = Object.fromEntries(pairs.map(([, key = "", is = ""]) => [key, is]));
    return [{ name, labels: named, value: Number(value) }];
  });
}

/** Null where there is none. Throws where several fit. */
export function sampleOf(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | null {
  const wanted = Object.entries(labels);
  const [first, ...others] = samples.filter(
    (one) => one.name === name && wanted.every(([key, value]) => one.labels[key] === value),
  );
  if (others.length > 0) throw new Error(`${others.length + 1} samples of ${name} fit`);
  return first?.value ?? null;
}

/** Names of our own metrics. */
export const ownNames = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/^# TYPE (line_\w+) /gm)].map(([, name = ""]) => name));
