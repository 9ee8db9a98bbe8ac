import { isAlone, type Session } from "./session.ts";

/** Every third check-in of a caller alone names a key; another key is alive, and slow (PRACTICE 10). */
export function namedKey(session: Session): string | null {
  const { watch } = session;
  const third = watch !== null && isAlone(session) && watch.checkIn % 3 === 0;
  return third && !watch.asksToGoOn ? String(1 + (watch.checkIn % 8)) : null;
}
