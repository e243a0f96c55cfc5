import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { go, route } from '../api/route.ts';
import { useGet } from '../api/use.ts';
import type { Me, Quarantined } from '../hub/wire.ts';
import { useStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { useCommandKeys, type Command } from '../ui/commands.ts';
import { KeyList } from '../ui/KeyList.tsx';
import { LineBar } from '../ui/LineBar.tsx';
import { Palette } from '../ui/Palette.tsx';
import { nextTheme } from '../ui/theme.ts';
import { signOut, Tools } from '../ui/Tools.tsx';
import { Acting, type Doing } from './Acting.tsx';
import { Drawer } from './Drawer.tsx';
import type { Drill } from './drill.ts';
import { Overview } from './Overview.tsx';
import { PolicyPage } from './PolicyPage.tsx';
import { QuarantinePage } from './QuarantinePage.tsx';
import { RebalancePage } from './rebalance/RebalancePage.tsx';
import { BoardSession } from './session.ts';
import '../ui/board.css';
import '../ui/rebalance.css';

const tabs = ['board', 'rebalance', 'policy', 'quarantine'] as const;

/** The supervisor's pages: the board, the policy, what is in quarantine. */
export function BoardPage({ me }: { me: Me }): JSX.Element {
  const session = useMemo(() => new BoardSession(), []);
  const path = useStore(route);
  const tab = tabs.find(name => name === path[1]) ?? 'board';
  const [opened, open] = useState<{ drill: Drill | null; thread: string | null } | null>(null);
  const [past, goBack] = useState(false);
  const [doing, act] = useState<Doing | null>(null);
  const [sheet, setSheet] = useState<'palette' | 'keys' | null>(null);
  const quarantine = useGet<Quarantined[]>('/v1/quarantine', 15_000);
  useEffect(() => session.open(), [session]);
  const onDrill = useCallback((drill: Drill) => open({ drill, thread: null }), []);
  const onThread = useCallback((thread: string) => open({ drill: null, thread }), []);
  const show = (name: (typeof tabs)[number]): void => go(name === 'board' ? '/board' : `/board/${name}`);
  const commands: Command[] = [
    { id: 'board', title: texts.top.board, key: 'b', run: () => show('board') },
    { id: 'rebalance', title: texts.top.rebalance, key: 'r', run: () => show('rebalance') },
    { id: 'policy', title: texts.top.policy, key: 'p', run: () => show('policy') },
    { id: 'quarantine', title: texts.top.quarantine, key: 'x', run: () => show('quarantine') },
    { id: 'waiting', title: texts.lists.waiting(null), key: 'w', run: () => onDrill({ kind: 'waiting', queue: null }) },
    { id: 'due', title: texts.lists.due(null), key: 'u', run: () => onDrill({ kind: 'due', queue: null }) },
    { id: 'past', title: texts.past.look, key: 't', run: () => { show('board'); goBack(!past); } },
    { id: 'palette', title: texts.act.palette, key: 'Mod+k', run: () => setSheet('palette') },
    { id: 'keys', title: texts.act.keys, key: '?', run: () => setSheet('keys') },
    { id: 'theme', title: texts.act.theme, run: nextTheme },
    { id: 'signout', title: texts.act.signOut, run: () => void signOut() },
  ];
  useCommandKeys(commands);
  useEffect(() => { document.title = `${texts.top[tab]} · ${texts.product}`; }, [tab]);
  return (
    <div class="board">
      <a class="skip" href="#main">{texts.skip}</a>
      <header class="top">
        <span class="mark" aria-hidden="true" /><span class="product">{texts.product}</span>
        <nav class="tabs" aria-label={texts.top.boardTabs}>
          {tabs.map(name => (
            <a key={name} href={name === 'board' ? '/board' : `/board/${name}`} aria-current={name === tab ? 'page' : undefined}
              onClick={event => { event.preventDefault(); show(name); }}>
              {texts.top[name]}{name === 'quarantine' && (quarantine.value?.length ?? 0) > 0 && <span class="badge alarm">{quarantine.value!.length}</span>}
            </a>
          ))}
        </nav>
        <Tools me={me} onPalette={() => setSheet('palette')} onKeys={() => setSheet('keys')} />
      </header>
      <LineBar line={session.line} />
      <main id="main" tabIndex={-1}>
        {tab === 'board' ? <Overview session={session} quarantined={quarantine.value?.length ?? 0} past={past} onPast={goBack} onDrill={onDrill} onThread={onThread} onAct={act} /> 
          : tab === 'rebalance' ? <RebalancePage session={session} onThread={onThread} /> : tab === 'policy' ? <PolicyPage me={me} /> : <QuarantinePage list={quarantine} />}
      </main>
      {opened !== null && <Drawer session={session} drill={opened.drill} thread={opened.thread} onClose={() => open(null)} onAct={act} onThread={thread => open(now => now && { ...now, thread })} />}
      {doing !== null && <Acting doing={doing} session={session} onClose={() => act(null)} />}
      {sheet === 'palette' && <Palette commands={commands} onClose={() => setSheet(null)} />}
      {sheet === 'keys' && <KeyList commands={commands} onClose={() => setSheet(null)} />}
    </div>
  );
}
