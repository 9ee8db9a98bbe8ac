/** A value of the whole console that parts of the page follow. */
export type Store<T> = {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly subscribe: (changed: () => void) => () => void;
};

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const followers = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const changed of followers) changed();
    },
    subscribe(changed) {
      followers.add(changed);
      return () => void followers.delete(changed);
    },
  };
}
