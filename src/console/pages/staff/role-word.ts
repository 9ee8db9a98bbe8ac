/** A role of next year has no word yet, and is shown as nobody's. */
export function roleWord(role: string) {
  switch (role) {
    case "responder":
    case "supervisor":
    case "coordinator":
    case "auditor":
    case "trainee":
    case "navigator":
      return `people.role.${role}` as const;
    default:
      return "people.role.other" as const;
  }
}
