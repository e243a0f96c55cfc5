import { useEffect, useState } from 'preact/hooks';

/** A value that can be watched. Watchers are called at once, in the order in which they came. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  update(change: (now: T) => T): void;
  /** Returns how to stop. */
  watch(watcher: (value: T) => void): () => void;
}

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const watchers = new Set<(value: T) => void>();
  const store: Store<T> = {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const watcher of [...watchers]) watcher(value);
    },
    update: change => store.set(change(value)),
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
  return store;
}

/** The store's value in a component. Many changes before the next render cost one render. */
export function useStore<T>(store: Store<T>): T {
  const [, render] = useState<T>(store.get());
  useEffect(() => {
    render(() => store.get());
    return store.watch(value => render(() => value));
  }, [store]);
  return store.get();
}
