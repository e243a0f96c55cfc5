import { createStore, type Store } from './store.ts';

/** A setting of this browser: kept through a reload; where the browser keeps nothing, for as long as the page lives. */
export function kept<T extends string>(name: string, allowed: readonly T[], first: T): Store<T> {
  const store = createStore<T>(allowed.find(word => word === read(name)) ?? first);
  store.watch(value => write(name, value));
  return store;
}

export function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    // Storage is switched off: nothing was kept.
    return null;
  }
}

export function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Storage is full or switched off: the page works on, and forgets at the next reload.
  }
}

/** Names of what is kept that begin so. */
export function names(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter(name => name.startsWith(prefix));
  } catch {
    // Storage is switched off: nothing was kept.
    return [];
  }
}
