import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { shared } from '../state/sharing.ts';
import { ApiError, get } from './http.ts';

export interface Loaded<T> { value: T | null; error: ApiError | null; again: () => void }

/** Something read from the API: at first, when the path changes, and each time `again` is called; what is as it was stays the same object. Null: nothing is wanted. */
export function useGet<T>(path: string | null, everyMs?: number): Loaded<T> {
  const [state, set] = useState<{ path: string | null; value: T | null; error: ApiError | null }>({ path: null, value: null, error: null });
  const newest = useRef(0);
  const again = useCallback(() => {
    const turn = ++newest.current;
    if (path === null) return;
    get<T>(path).then(
      value => {
        if (turn !== newest.current) return;
        set(before => { const same = shared(before.value, value); return before.path === path && same === before.value && before.error === null ? before : { path, value: same, error: null }; });
      },
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        if (turn === newest.current) set(before => ({ path, value: before.path === path ? before.value : null, error }));
      });
  }, [path]);
  useEffect(() => {
    again();
    if (everyMs === undefined) return;
    const timer = setInterval(() => { if (!document.hidden) again(); }, everyMs);
    return () => clearInterval(timer);
  }, [again, everyMs]);
  return state.path === path ? { value: state.value, error: state.error, again } : { value: null, error: null, again };
}
