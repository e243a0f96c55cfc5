import { render, type ComponentType, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError, get } from './api/http.ts';
import { go, route } from './api/route.ts';
import type { Me } from './hub/wire.ts';
import { texts } from './text/texts.ts';
import { Empty, Loading } from './ui/Empty.tsx';
import { NoticeStack } from './ui/NoticeStack.tsx';
import { applyTheme } from './ui/theme.ts';
import './ui/base.css';

type PageOf = ComponentType<{ me: Me }>;

/** Each role's page is loaded only by that role. */
const pages: Partial<Record<Me['role'], { path: string; load: () => Promise<PageOf> }>> = {
  agent: { path: 'desk', load: async () => (await import('./desk/DeskPage.tsx')).DeskPage },
  supervisor: { path: 'board', load: async () => (await import('./board/BoardPage.tsx')).BoardPage },
  admin: { path: 'board', load: async () => (await import('./board/BoardPage.tsx')).BoardPage },
};

type Shown = { kind: 'loading' } | { kind: 'nobody' } | { kind: 'failed'; message: string } | { kind: 'noPage'; role: string } | { kind: 'page'; me: Me; Page: PageOf };

function App(): JSX.Element {
  const [shown, show] = useState<Shown>({ kind: 'loading' });
  useEffect(() => void start().then(show), []);
  return <>{shown.kind === 'page' ? <shown.Page me={shown.me} /> : <Door shown={shown} />}<NoticeStack /></>;
}

async function start(): Promise<Shown> {
  try {
    const me = await get<Me>('/v1/me');
    const page = pages[me.role];
    if (page === undefined) return { kind: 'noPage', role: me.role };
    if (route.get()[0] !== page.path) go(`/${page.path}`, true);
    return { kind: 'page', me, Page: await page.load() };
  } catch (failed) {
    if (failed instanceof ApiError) return failed.status === 401 || failed.status === 403 ? { kind: 'nobody' } : { kind: 'failed', message: failed.message };
    throw failed;
  }
}

/** What is shown before anybody is in. */
function Door({ shown }: { shown: Exclude<Shown, { kind: 'page' }> }): JSX.Element {
  return (
    <main class="door">
      <h1>{texts.product}</h1>
      {shown.kind === 'loading' && <Loading rows={3} label={texts.loading} />}
      {shown.kind === 'nobody' && <Empty icon="lock" title={texts.signedOut.title}><p>{texts.signedOut.text}</p></Empty>}
      {shown.kind === 'noPage' && <Empty icon="lock" title={texts.signedOut.noPage(shown.role)} />}
      {shown.kind === 'failed' && <Empty icon="offline" title={texts.failed(shown.message)}><button type="button" onClick={() => location.reload()}>{texts.tryAgain}</button></Empty>}
    </main>
  );
}

applyTheme();
render(<App />, document.getElementById('app')!);
