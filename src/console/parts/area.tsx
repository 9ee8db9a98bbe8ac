import { FieldError, Label, Text, TextArea, TextField } from "react-aria-components";

type Given = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly hint?: string;
  readonly wrong?: string | null;
};

/** A few sentences. */
export function AreaField({ label, rows = 3, hint, wrong = null, ...rest }: Given) {
  return (
    <TextField {...rest} isInvalid={wrong !== null} className="field">
      <Label>{label}</Label>
      <TextArea rows={rows} />
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      <FieldError>{wrong}</FieldError>
    </TextField>
  );
}
