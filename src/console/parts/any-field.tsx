import { ListField } from "./fields.tsx";

const ANY = "any";

type Choice<T extends string> = {
  readonly label: string;
  /** What "any of them" is called here. */
  readonly any: string;
  readonly options: readonly T[];
  readonly value: T | null | undefined;
  readonly onChange: (value: T | undefined) => void;
  readonly say: (option: T) => string;
};

/** One, or any. */
export function AnyField<T extends string>({
  any,
  options,
  value,
  onChange,
  say,
  label,
}: Choice<T>) {
  return (
    <ListField<T | typeof ANY>
      label={label}
      options={[ANY, ...options]}
      value={value ?? ANY}
      onChange={(one) => onChange(one === ANY ? undefined : one)}
      say={(one) => (one === ANY ? any : say(one))}
    />
  );
}
