import type { Desk, Staff } from "../../generated/prisma/client.ts";
import { VaultClosed } from "../../engine/errors.ts";
import type { Vault } from "../vault.ts";

/** The sealed columns of the tables that have some, and the row each seal belongs to. */

export const planSeal = (sessionId: string): string => `plan:${sessionId}`;

export const recordingSeal = (sessionId: string, take: number): string =>
  `recording:${sessionId}:${take}`;

export const profileSeal = (id: string): string => `profile:${id}`;

export function sealStaffPhone(vault: Vault, staffId: string, phone: string) {
  const { keyId, nonce, sealed } = vault.seal(phone, `staff:${staffId}`);
  return { phoneKeyId: keyId, phoneNonce: nonce, phoneSealed: sealed };
}

type SealedPhone = Pick<Staff, "id" | "phoneKeyId" | "phoneNonce" | "phoneSealed">;

/** Null too where it does not open, which the vault has logged: others are rung, and they on their softphone. */
export function staffPhoneOf(vault: Vault, staff: SealedPhone): string | null {
  const { id, phoneKeyId: keyId, phoneNonce: nonce, phoneSealed: sealed } = staff;
  if (keyId === null || nonce === null || sealed === null) return null;
  return openedOrNull(() => vault.open({ keyId, nonce, sealed }, `staff:${id}`));
}

export function sealDeskNumber(vault: Vault, deskId: string, number: string) {
  const { keyId, nonce, sealed } = vault.seal(number, `desk:${deskId}`);
  return { numberKeyId: keyId, numberNonce: nonce, numberSealed: sealed };
}

type SealedNumber = Pick<Desk, "id" | "numberKeyId" | "numberNonce" | "numberSealed">;

export function deskNumberOf(vault: Vault, desk: SealedNumber): string {
  const { id, numberKeyId: keyId, numberNonce: nonce, numberSealed: sealed } = desk;
  return vault.open({ keyId, nonce, sealed }, `desk:${id}`);
}

/** Null where it does not open. */
export function openedOrNull(open: () => string): string | null {
  try {
    return open();
  } catch (err) {
    if (err instanceof VaultClosed) return null;
    throw err;
  }
}
