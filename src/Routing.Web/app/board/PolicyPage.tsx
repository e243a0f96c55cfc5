import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, send } from '../api/http.ts';
import { useGet } from '../api/use.ts';
import type { Me, Policy, PolicyError, PolicyPreview } from '../hub/wire.ts';
import { texts } from '../text/texts.ts';
import { Empty, Loading } from '../ui/Empty.tsx';
import { Icon } from '../ui/icons.tsx';
import { notices } from '../ui/notices.ts';
import { Fact, Facts } from '../ui/WhyFacts.tsx';

type Result = { kind: 'preview'; preview: PolicyPreview } | { kind: 'errors'; errors: readonly PolicyError[] };

/** The policy in force, what another would change, and what is wrong with it. */
export function PolicyPage({ me }: { me: Me }): JSX.Element {
  const current = useGet<Policy>('/v1/policy');
  const [text, write] = useState<string | null>(null);
  const [result, show] = useState<Result | 'running' | null>(null);
  const editor = useRef<HTMLTextAreaElement>(null);
  const t = texts.policy;
  useEffect(() => { if (current.value !== null && text === null) write(JSON.stringify({ ...current.value, version: undefined }, null, 2)); }, [current.value, text]);
  if (current.value === null || text === null) return current.error === null ? <Loading rows={8} label={texts.loading} /> : <Empty icon="warn" title={texts.failed(current.error.message)} />;

  const ask = async <T,>(method: 'POST' | 'PUT', path: string): Promise<T | null> => {
    show('running');
    try {
      const value = await send<T>(method, path, text.trimStart().startsWith('{') ? 'application/json' : 'application/yaml', text);
      show(null);
      return value;
    } catch (failed) {
      if (!(failed instanceof ApiError)) throw failed;
      const errors = (failed.body as { errors?: PolicyError[] } | null)?.errors;
      show(errors === undefined ? null : { kind: 'errors', errors });
      if (errors === undefined) notices.say('bad', texts.failed(failed.message));
      return null;
    }
  };
  const dryRun = async (): Promise<void> => {
    const preview = await ask<PolicyPreview>('POST', '/v1/policy/dry-run');
    if (preview !== null) show({ kind: 'preview', preview });
  };
  const put = async (): Promise<void> => {
    const taken = await ask<{ version: number }>('PUT', '/v1/policy');
    if (taken === null) return;
    notices.say('good', t.taken(taken.version));
    current.again();
  };
  return (
    <div class="policy">
      <section class="panel editor">
        <h1>{t.title}</h1>
        <p class="hint">{t.inForce(current.value.version)} {t.hint} {me.role !== 'admin' && t.adminOnly}</p>
        <textarea ref={editor} class="field code" spellcheck={false} aria-label={t.text} value={text} onInput={event => write(event.currentTarget.value)}
          onKeyDown={event => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void dryRun(); } }} />
        <div class="buttons">
          <button type="button" class={me.role === 'admin' ? '' : 'primary'} disabled={result === 'running'} onClick={() => void dryRun()}>{t.dryRun}</button>
          {me.role === 'admin' && <button type="button" class="primary" disabled={result === 'running'} onClick={() => void put()}>{t.put}</button>}
          <button type="button" class="quiet" onClick={() => { write(null); show(null); }}>{t.reset}</button>
        </div>
      </section>
      <section class="panel" aria-live="polite">
        {result === null ? <Empty icon="info" title={t.dryRun}><p>{t.hint}</p></Empty> : result === 'running' ? <Loading rows={4} label={t.running} />
          : result.kind === 'errors' ? <Errors errors={result.errors} onLine={line => mark(editor.current!, line)} /> : <Preview preview={result.preview} />}
      </section>
    </div>
  );
}

/** Selects a line, and brings it into view. */
function mark(editor: HTMLTextAreaElement, line: number): void {
  const lines = editor.value.split('\n');
  const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  editor.focus();
  editor.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  editor.scrollTop = editor.scrollHeight * Math.max(0, line - 5) / lines.length;
}

function Errors({ errors, onLine }: { errors: readonly PolicyError[]; onLine: (line: number) => void }): JSX.Element {
  return (
    <>
      <h2 class="bad">{texts.policy.errors(errors.length)}</h2>
      <ul class="mistakes">{errors.map((error, index) => (
        <li key={index}><code>{error.path}</code> {error.message}{error.line !== null && <button type="button" class="quiet link" onClick={() => onLine(error.line!)}>{texts.policy.line(error.line)}</button>}</li>
      ))}</ul>
    </>
  );
}

function Preview({ preview }: { preview: PolicyPreview }): JSX.Element {
  const t = texts.policy;
  const { queues, threads } = preview;
  const nothing = preview.sections.length + queues.added.length + queues.removed.length + queues.changed.length + threads.changed === 0 && !queues.reordered;
  return (
    <>
      <h2 class="valid"><Icon name="done" />{t.valid}</h2>
      {nothing ? <p>{t.nothing}</p> : <p>{t.threads(threads.changed, threads.waiting)}</p>}
      <Facts>
        {preview.sections.length > 0 && <Fact name={t.sections}>{preview.sections.join(', ')}</Fact>}
        {queues.added.length > 0 && <Fact name={t.added}>{queues.added.join(', ')}</Fact>}
        {queues.removed.length > 0 && <Fact name={t.removed}>{queues.removed.join(', ')}</Fact>}
        {queues.changed.map(queue => <Fact key={queue.queue} name={queue.queue}>{queue.fields.join(', ')}</Fact>)}
        {preview.agentsLeftOut.count > 0 && <Fact name={t.leftOut(preview.agentsLeftOut.count)}>{preview.agentsLeftOut.first.join(', ')}</Fact>}
      </Facts>
      {queues.reordered && <p>{t.reordered}</p>}
      {threads.queues.length > 0 && <div class="scroll-x" tabIndex={0} role="region" aria-label={t.queue}><table>
        <thead><tr><th scope="col">{t.queue}</th><th scope="col">{t.before}</th><th scope="col">{t.after}</th><th scope="col">{t.need}</th><th scope="col">{t.rank}</th></tr></thead>
        <tbody>{threads.queues.map(queue => <tr key={queue.queue}><th scope="row">{queue.queue}</th><td>{queue.before}</td><td>{queue.after}</td><td>{queue.otherNeed}</td><td>{queue.otherRank}</td></tr>)}</tbody>
      </table></div>}
      {preview.warnings.length > 0 && <><h3>{t.warnings}</h3><ul class="obstacles">{preview.warnings.map((warning, index) => <li key={index}><code>{warning.path}</code> {warning.message}</li>)}</ul></>}
    </>
  );
}
