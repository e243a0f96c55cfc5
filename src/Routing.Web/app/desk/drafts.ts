import { read, write } from '../state/kept.ts';
import type { Visibility } from '../hub/wire.ts';

/** What was being written in a thread. `seen`: the newest message that the agent had before them when they began. */
export interface Draft { readonly mode: 'reply' | 'note'; readonly reply: string; readonly note: string; readonly visibility: Visibility | null; readonly seen: string | null }

export const noDraft: Draft = { mode: 'reply', reply: '', note: '', visibility: null, seen: null };

/** Drafts of one agent in this browser: kept through a reload and a closed tab, forgotten once the thread is no longer theirs. */
export class Drafts {
  private readonly prefix: string;

  constructor(workspace: string, agent: string) {
    this.prefix = `routing/draft/${workspace}/${agent}/`;
  }

  of(thread: string): Draft {
    const kept = read(this.prefix + thread);
    return kept === null ? noDraft : { ...noDraft, ...(JSON.parse(kept) as Partial<Draft>) };
  }

  keep(thread: string, draft: Draft): void {
    write(this.prefix + thread, draft.reply === '' && draft.note === '' ? null : JSON.stringify(draft));
  }

  forget(thread: string): void {
    write(this.prefix + thread, null);
  }
}
