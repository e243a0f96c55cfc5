import type { JSX } from 'preact';
import type { Loaded } from '../api/use.ts';
import type { Quarantined } from '../hub/wire.ts';
import { fullTime } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Empty, Loading } from '../ui/Empty.tsx';

/** Inputs whose decision failed, whole. */
export function QuarantinePage({ list }: { list: Loaded<Quarantined[]> }): JSX.Element {
  const t = texts.quarantine;
  return (
    <section class="panel quarantine">
      <h1>{t.title}</h1><p class="hint">{t.text}</p>
      {list.value === null ? (list.error === null ? <Loading rows={3} label={texts.loading} /> : <Empty icon="warn" title={texts.failed(list.error.message)} />)
        : list.value.length === 0 ? <Empty icon="done" title={t.none}><p>{t.noneMore}</p></Empty>
        : <ul class="mistakes">{list.value.map(one => (
          <li key={one.id}><strong>{one.actor}</strong> <small>{fullTime(one.at)}</small><p>{one.error}</p><details><summary>{t.input}</summary><pre>{one.input}</pre></details></li>
        ))}</ul>}
    </section>
  );
}
