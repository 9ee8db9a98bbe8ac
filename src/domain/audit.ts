/** What is written into the audit: who of ours saw, carried away or changed something, signed in or out, or was refused. */
export const AUDIT_KINDS = [
  "planRead",
  "briefRead",
  "placeHeard",
  "desksExported",
  "desksImported",
  "auditRead",
  "signedIn",
  "signedOut",
  "signInsEnded",
  "signInSlowed",
  "secondFactorSet",
  "secondFactorEnded",
  "recoveryCodesMade",
  "passkeyAdded",
  "passkeyEnded",
  "invited",
  "invitationWithdrawn",
  "invitationAccepted",
  "passwordReset",
  "rolesChanged",
  "refused",
  "keyUsed",
  "holdAsked",
  "holdConfirmed",
  "registerRead",
  "demandRecorded",
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/**
 * Why somebody looks where a caller was once the call is over. Words to choose from, never free ones: what is written into the
 * audit stays for good, and must not say who or where anybody was.
 */
export const REASONS_TO_LOOK = [
  "deskAsks",
  "wrongDoor",
  "followUp",
  "trustedPersonAsks",
  "complaint",
  "review",
  "legalDemand",
] as const;
export type ReasonToLook = (typeof REASONS_TO_LOOK)[number];
