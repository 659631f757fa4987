/** How many were right then and now, and what happened to each picture, as one bar. */

import type { ComponentChildren } from 'preact';
import { Icon } from '../../../components/icon';
import { formatNumber, type Key, t } from '../../../lib/texts';
import './texts';

/** What happened to so many pictures, or things. */
export interface Outcome {
  name: Key;
  look: 'kept' | 'fixed' | 'broken' | 'wrong';
  count: number;
}

const SIGNS: Partial<Record<Outcome['look'], 'check' | 'x'>> = { fixed: 'check', broken: 'x' };

export interface OutcomeCardProps {
  outcomes: Outcome[];
  /** How many were right, and of how many; or how well it did, in a few letters. */
  before: number | string;
  after: number | string;
  total?: number;
  /** How many more or fewer that are. */
  gain: ComponentChildren;
  /** What is said of the test before: its choice. */
  chooser: ComponentChildren;
  /** When this test was. */
  date: string;
}

export function OutcomeCard({ outcomes, before, after, total, gain, chooser, date }: OutcomeCardProps) {
  return (
    <section class="panel cmp-card">
      <div class="cmp-figures">
        <Figure right={before} total={total} caption={t('testBefore')} more={chooser} />
        <Icon name="arrowRight" class="cmp-arrow" />
        <Figure right={after} total={total} caption={t('testAfter')} more={<span>{date}</span>} />
        <span class="grow" />
        {gain}
      </div>
      <div class="cmp-bar" aria-hidden="true">
        {outcomes
          .filter((one) => one.count > 0)
          .map((one) => (
            <i key={one.look} class={one.look} style={{ flexGrow: one.count }} />
          ))}
      </div>
      <ul class="cmp-legend">
        {outcomes.map((one) => (
          <li key={one.look}>
            <span class={`cmp-key ${one.look}`} aria-hidden="true">
              {SIGNS[one.look] && <Icon name={SIGNS[one.look]!} />}
            </span>
            {t(one.name)} <b class="num">{formatNumber(one.count)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FigureProps {
  right: number | string;
  total?: number;
  caption: string;
  more: ComponentChildren;
}

function Figure({ right, total, caption, more }: FigureProps) {
  return (
    <div class="cmp-figure">
      <div class="cap cmp-when">
        {caption} · {more}
      </div>
      <p>
        <b class="big-figure num">{typeof right === 'string' ? right : formatNumber(right)}</b>{' '}
        {total !== undefined && <b class="mut num">/ {formatNumber(total)}</b>}
      </p>
    </div>
  );
}
