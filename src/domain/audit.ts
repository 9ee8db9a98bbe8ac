/** What is written into the audit: who of ours saw, carried away or changed something, signed in or out, or was refused. */
export const AUDIT_KINDS = [
  "planRead",
  "briefRead",
  "placeHeard",
  "placeOpened",
  "desksExported",
  "desksImported",
  "otherLineSaved",
  "otherLineRemoved",
  "researchExported",
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
  "passwordChanged",
  "rolesChanged",
  "trainingSet",
  "workChanged",
  "certificateRecorded",
  "certificateRemoved",
  "certificateKindKept",
  "refused",
  "keyUsed",
  "holdAsked",
  "holdConfirmed",
  "holdEnded",
  "registerRead",
  "demandRecorded",
  "retentionRead",
  "erasedAgain",
  "logExported",
  "notesRead",
  "protocolPublished",
  "textWritten",
  "textSigned",
  "textTakenBack",
  "warningsImported",
  "warningEnded",
  "notToMeTakenBack",
  "reviewStepped",
  "reviewed",
  "servicesExported",
  "servicesImported",
  "referralRead",
  "referralHandedOn",
  "referralClosed",
  "navigatorSet",
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

/** What numbers are taken out of the line for. */
export const REASONS_TO_EXPORT = ["study", "publicHealth", "funder", "ownReview"] as const;

/** Why somebody sees a place that is sealed until it is needed, before it is: words to choose from too. */
export const REASONS_TO_OPEN = [
  "callerAsks",
  "toCorrect",
  "worried",
  "deskAsks",
  "trustedPersonAsks",
] as const;
export type ReasonToOpen = (typeof REASONS_TO_OPEN)[number];

/** What was done with the vault's keys: never one record for each thing opened, which a person's reading already is (decision 031). */
export type KeyUse = "rotating" | "rotated" | "destroying" | "wrappedForHold";

/** Why somebody carries away what the call log finds. */
export const EXPORT_REASONS = [
  "review",
  "training",
  "planning",
  "report",
  "complaint",
  "legalDemand",
] as const;
export type ExportReason = (typeof EXPORT_REASONS)[number];
