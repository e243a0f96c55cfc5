import { createStore } from '../state/store.ts';

/** Where in the pages one is: `/desk/t-17` is `['desk', 't-17']`. */
export const route = createStore<readonly string[]>(parts());

export function go(path: string, replace = false): void {
  if (path !== location.pathname) history[replace ? 'replaceState' : 'pushState'](null, '', path);
  route.set(parts());
}

window.addEventListener('popstate', () => route.set(parts()));

function parts(): string[] {
  return location.pathname.split('/').filter(part => part !== '').map(decodeURIComponent);
}
