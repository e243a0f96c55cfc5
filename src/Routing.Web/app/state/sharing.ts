/**
 * What came anew, with every part that is as it was replaced by what was: whoever shows that part sees that nothing changed. For JSON values.
 * After TanStack Query's structural sharing.
 */
export function shared<T>(before: unknown, now: T): T {
  if (before === now || typeof before !== 'object' || before === null || typeof now !== 'object' || now === null) return now;
  if (Array.isArray(now)) {
    if (!Array.isArray(before)) return now;
    const parts = now.map((part: unknown, at) => shared(before[at], part));
    return (before.length === now.length && parts.every((part, at) => part === before[at]) ? before : parts) as T;
  }

  if (Array.isArray(before)) return now;
  const was = before as Record<string, unknown>;
  const names = Object.keys(now);
  const parts = Object.fromEntries(names.map(name => [name, shared(was[name], (now as Record<string, unknown>)[name])]));
  return (names.length === Object.keys(was).length && names.every(name => name in was && parts[name] === was[name]) ? before : parts) as T;
}

/** As `shared`, row by row: rows may have changed places. */
export function sharedRows<T>(before: readonly T[], now: readonly T[], key: (row: T) => string): readonly T[] {
  const known = new Map(before.map(row => [key(row), row]));
  const rows = now.map(row => shared(known.get(key(row)), row));
  return rows.length === before.length && rows.every((row, at) => row === before[at]) ? before : rows;
}
