import type { ComponentChildren, JSX } from 'preact';
import type { Why } from '../hub/wire.ts';
import { duration, fullTime, time } from '../text/format.ts';
import { texts } from '../text/texts.ts';

/** Why a thread waits, or why its agent has it: in words, the heaviest first. `mine`: it is told to whom it came. */
export function WhyFacts({ why, mine }: { why: Why; mine: boolean }): JSX.Element {
  return why.state === 'waiting' ? <Waits why={why} /> : <Came why={why} mine={mine} />;
}

function Waits({ why }: { why: Why }): JSX.Element {
  return (
    <div class="why">
      {why.position !== null && <p>{texts.why.position(why.position)}</p>}
      {why.obstacles.length === 0 ? <p>{texts.why.nothing}</p> : (
        <ul class="obstacles">
          {why.obstacles.map(obstacle => (
            <li key={obstacle.code}>
              {obstacle.text}
              <small>{[obstacle.agents > 0 ? texts.why.agents(obstacle.agents) : null, obstacle.until === null ? null : texts.why.until(time(obstacle.until))]
                .filter(part => part !== null).join(' · ')}</small>
            </li>
          ))}
        </ul>
      )}
      <Facts>
        {why.expectedWait !== null && <Fact name={texts.why.expected}>
          {why.expectedWait.seconds === null ? texts.why.unknown : duration(why.expectedWait.seconds * 1_000)}<small>{why.expectedWait.basis}</small>
        </Fact>}
        {why.nextStep !== null && <Fact name={texts.why.next}>{time(why.nextStep)}</Fact>}
        {why.supply.map(skill => <Fact key={skill.skill} name={texts.about.skill(skill.skill, skill.level)}>{texts.why.have(skill.have, skill.ready)}</Fact>)}
      </Facts>
    </div>
  );
}

function Came({ why, mine }: { why: Why; mine: boolean }): JSX.Element {
  const decided = why.decided;
  return (
    <div class="why">
      {!mine ? <p>{texts.why.notWaiting(texts.state[why.state])}{why.agent !== null && ` ${texts.lists.with(why.agent)}.`}</p>
        : decided === null ? <p>{texts.about.byHand}</p>
        : <p>{decided.byArrival ? texts.about.byArrival(decided.eligible) : texts.about.byRelease(decided.waiting)}</p>}
      <Facts>
        <Fact name={texts.about.skills}>{why.skills.length === 0 ? texts.about.noSkills : why.skills.map(skill => texts.about.skill(skill.skill, skill.level)).join(', ')}</Fact>
        {why.rank !== null && <Fact name={texts.about.deadline}><time dateTime={why.rank.deadline} title={fullTime(why.rank.deadline)}>{time(why.rank.deadline)}</time>
          {why.rank.valueMs + why.rank.influenceMs > 0 && <small>{texts.about.valueAhead(duration(why.rank.valueMs + why.rank.influenceMs))}</small>}
        </Fact>}
      </Facts>
      <p class="hint">{[
        decided !== null && decided.passed > 0 ? texts.about.passed(decided.passed) : null,
        decided?.runnerUp != null && decided.byArrival ? texts.about.runnerUp(decided.runnerUp) : null,
        decided === null ? null : texts.about.policy(decided.policyVersion),
      ].filter(part => part !== null).join(' ')}</p>
    </div>
  );
}

export function Facts({ children }: { children: ComponentChildren }): JSX.Element {
  return <dl class="facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}
