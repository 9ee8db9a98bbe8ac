import { STAFF_ROLES, type StaffRole } from "../../../domain/permissions.ts";
import { TickField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { roleWord } from "./role-word.ts";

type Given = {
  readonly roles: readonly StaffRole[];
  readonly onChange: (roles: readonly StaffRole[]) => void;
};

export function Roles({ roles, onChange }: Given) {
  const say = useWords();
  return (
    <fieldset className="ticks">
      <legend>{say("people.roles")}</legend>
      {STAFF_ROLES.map((role) => (
        <TickField
          key={role}
          isSelected={roles.includes(role)}
          onChange={(on) =>
            onChange(on ? [...roles, role] : roles.filter((other) => other !== role))
          }
        >
          {say(roleWord(role))}
        </TickField>
      ))}
    </fieldset>
  );
}
