import { names, read, write } from '../state/kept.ts';
import type { Visibility } from '../hub/wire.ts';

/** What was being written in a thread. `seen`: the newest message that the agent had before them when they began. */
export interface Draft { readonly mode: 'reply' | 'note'; readonly reply: string; readonly note: string; readonly visibility: Visibility | null; readonly seen: string | null }

export const noDraft: Draft = { mode: 'reply', reply: '', note: '', visibility: null, seen: null };

/** After so long without a letter a draft is forgotten: the thread has long gone another way. */
const keptMs = 7 * 24 * 3_600_000;

/** Drafts of one agent in this browser: kept through a reload, a closed tab, and a thread that leaves and comes back. */
export class Drafts {
  private readonly prefix: string;

  constructor(workspace: string, agent: string) {
    this.prefix = `routing/draft/${workspace}/${agent}/`;
    for (const name of names(this.prefix)) {
      const kept = JSON.parse(read(name) ?? '{}') as { at?: number };
      if (Date.now() - (kept.at ?? 0) > keptMs) write(name, null);
    }
  }

  of(thread: string): Draft {
    const kept = read(this.prefix + thread);
    return kept === null ? noDraft : { ...noDraft, ...(JSON.parse(kept) as Partial<Draft>) };
  }

  keep(thread: string, draft: Draft): void {
    write(this.prefix + thread, draft.reply === '' && draft.note === '' ? null : JSON.stringify({ ...draft, at: Date.now() }));
  }

  forget(thread: string): void {
    write(this.prefix + thread, null);
  }
}
