import { STAFF_ROLES, type StaffRole } from "../../../domain/permissions.ts";
import { TicksField } from "../../parts/ticks-field.tsx";
import { useWords } from "../../words/use.ts";
import { roleWord } from "./role-word.ts";

type Given = {
  readonly roles: readonly StaffRole[];
  readonly onChange: (roles: readonly StaffRole[]) => void;
};

export function Roles({ roles, onChange }: Given) {
  const say = useWords();
  return (
    <TicksField
      label={say("people.roles")}
      options={STAFF_ROLES}
      chosen={roles}
      onChange={onChange}
      say={(role) => say(roleWord(role))}
    />
  );
}
