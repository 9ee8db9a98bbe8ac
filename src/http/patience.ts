/** The store said nothing in time. What was asked of it may still be done. */
export class StoreSilent extends Error {
  override name = "StoreSilent";
}

/** Somebody is on the telephone: after this they are spoken to, whatever the store does. */
const PATIENCE_MS = 2_000;
/** A code is stretched on purpose, and what comes of it is said once: still before the carrier asks again, at 4 s. */
export const CODE_PATIENCE_MS = 3_500;

/** Throws `StoreSilent` when the work takes longer than a caller should hear nothing. */
export async function withPatience<T>(
  work: Promise<T>,
  patienceMs: number = PATIENCE_MS,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StoreSilent("The store is silent")), patienceMs);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
