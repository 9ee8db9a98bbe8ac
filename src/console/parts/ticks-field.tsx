import { TickField } from "./fields.tsx";
import "./ticks.css";

type Given<T extends string> = {
  readonly label: string;
  readonly options: readonly T[];
  readonly chosen: readonly T[];
  /** In the order of the options. */
  readonly onChange: (chosen: readonly T[]) => void;
  readonly say: (option: T) => string;
};

/** Any of a few. */
export function TicksField<T extends string>({ label, options, chosen, onChange, say }: Given<T>) {
  const ticked = (option: T, on: boolean) =>
    options.filter((one) => (one === option ? on : chosen.includes(one)));
  return (
    <fieldset className="ticks">
      <legend>{label}</legend>
      {options.map((option) => (
        <TickField
          key={option}
          isSelected={chosen.includes(option)}
          onChange={(on) => onChange(ticked(option, on))}
        >
          {say(option)}
        </TickField>
      ))}
    </fieldset>
  );
}
