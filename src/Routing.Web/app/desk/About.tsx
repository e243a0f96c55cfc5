import type { JSX } from 'preact';
import { useGet } from '../api/use.ts';
import { go } from '../api/route.ts';
import type { Page, Thread, ThreadRow, Why } from '../hub/wire.ts';
import { compact, fullTime, language, time } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { HandedOver } from './HandedOver.tsx';
import { Loading } from '../ui/Empty.tsx';
import { Fact, Facts, WhyFacts } from '../ui/WhyFacts.tsx';
import { customerName } from '../ui/names.ts';

/** Who this is, why the thread came, what happened before. */
export function About({ thread, mine }: { thread: Thread; mine: boolean }): JSX.Element {
  const why = useGet<Why>(`/v1/threads/${thread.thread}/why?epoch=${thread.epoch}`);
  const customer = thread.customer;
  return (
    <aside class="about" aria-label={texts.act.about}>
      {thread.handOver !== null && <HandedOver from={thread.handOver} />}
      <section class="person">
        <span class="avatar" aria-hidden="true">{[...customerName(customer).replace('@', '')][0]?.toUpperCase()}</span>
        <div><h2 dir="auto">{customerName(customer)}</h2><p dir="auto">{customer.handle !== null && `@${customer.handle} · `}{thread.channel}</p></div>
      </section>
      <Facts>
        {customer.followers !== null && customer.followers > 0 && <Fact name={texts.about.influence}>{texts.about.followers(compact(customer.followers))}</Fact>}
        {customer.value !== null && customer.value > 0 && <Fact name={texts.about.worth}>{texts.about.value(customer.value)}</Fact>}
        {thread.reading !== null && <>
          {thread.reading.topic !== '' && <Fact name={texts.about.topic}>{thread.reading.topic}</Fact>}
          {texts.urgency[thread.reading.urgency] !== '' && <Fact name={texts.about.urgency}>{texts.urgency[thread.reading.urgency]}</Fact>}
          {thread.reading.language !== '' && <Fact name={texts.about.language}>{language(thread.reading.language)}</Fact>}
        </>}
        {thread.queue !== null && <Fact name={texts.about.queue}>{thread.queue}</Fact>}
        {thread.since !== null && <Fact name={texts.about.since}><time dateTime={thread.since} title={fullTime(thread.since)}>{time(thread.since)}</time></Fact>}
      </Facts>
      <section>
        <h3>{mine ? texts.about.why : texts.about.whyWaits}</h3>
        {why.value !== null ? <WhyFacts why={why.value} mine={mine} /> : why.error !== null ? <p class="hint">{texts.failed(why.error.message)}</p> : <Loading rows={2} label={texts.loading} />}
      </section>
      <Earlier thread={thread} />
      <details>
        <summary>{texts.about.steps}</summary>
        <ol class="steps">{thread.steps.toReversed().map((step, index) => (
          <li key={index}><time dateTime={step.at} title={fullTime(step.at)}>{time(step.at)}</time><span>{step.what}{step.who !== null && ` · ${step.who}`}</span></li>
        ))}</ol>
      </details>
    </aside>
  );
}

function Earlier({ thread }: { thread: Thread }): JSX.Element {
  const page = useGet<Page<ThreadRow>>(`/v1/threads?customer=${encodeURIComponent(thread.customer.key)}&limit=10`);
  const others = page.value?.items.filter(row => row.thread !== thread.thread && row.state !== 'joined') ?? [];
  return (
    <section>
      <h3>{texts.about.earlier}</h3>
      {page.value === null ? <Loading rows={1} label={texts.loading} /> : others.length === 0 ? <p class="hint">{texts.about.noEarlier}</p> : (
        <ul class="earlier">{others.map(row => (
          <li key={row.thread}><a href={`/desk/${row.thread}`} onClick={event => { event.preventDefault(); go(`/desk/${row.thread}`); }}>
            <span>{row.topic === '' ? row.channel : row.topic}</span><small>{texts.state[row.state]} · {time(row.updatedAt)}</small>
          </a></li>
        ))}</ul>
      )}
    </section>
  );
}
