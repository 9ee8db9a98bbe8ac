import type { ReactNode } from "react";
import {
  Checkbox,
  FieldError,
  Input,
  Label,
  Radio,
  RadioGroup,
  Text,
  TextField,
} from "react-aria-components";

type Line = {
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: "text" | "email" | "password" | "tel" | "date" | "time" | "datetime-local";
  readonly hint?: string;
  readonly wrong?: string | null;
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
};

export function LineField({ label, hint, wrong = null, type = "text", ...rest }: Line) {
  return (
    <TextField
      {...rest}
      autoComplete={rest.autoComplete ?? "off"}
      type={type}
      isInvalid={wrong !== null}
      className="field"
    >
      <Label>{label}</Label>
      <Input />
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      <FieldError>{wrong}</FieldError>
    </TextField>
  );
}

type Choice<T extends string> = {
  readonly label: ReactNode;
  readonly options: readonly T[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly say: (option: T) => string;
};

/** One of a few, each a target of its own. */
export function ChoiceField<T extends string>({ label, options, value, onChange, say }: Choice<T>) {
  const chosen = (given: string) => {
    const option = options.find((one) => one === given);
    if (option !== undefined) onChange(option);
  };
  return (
    <RadioGroup className="field choice" value={value} onChange={chosen}>
      <Label>{label}</Label>
      <div className="options">
        {options.map((option) => (
          <Radio key={option} value={option} className="option">
            {say(option)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** One of many: the device's own list. */
export function ListField<T extends string>({ label, options, value, onChange, say }: Choice<T>) {
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={value}
        onChange={({ target }) => {
          const option = options.find((one) => one === target.value);
          if (option !== undefined) onChange(option);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {say(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

type Tick = {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (on: boolean) => void;
};

export const TickField = ({ children, ...rest }: Tick) => (
  <Checkbox {...rest} className="tick">
    <span className="box" aria-hidden="true" />
    {children}
  </Checkbox>
);
