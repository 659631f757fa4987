/** How many were right then and now, and what happened to each picture, as one bar. */

import type { ComponentChildren } from 'preact';
import { Icon } from '../../../components/icon';
import { type Key, t } from '../../../lib/texts';
import type { Comparison } from './api';
import { GainPill } from './verdict';
import './texts';

interface Part {
  name: Key;
  look: 'kept' | 'fixed' | 'broken' | 'wrong';
  count: number;
  sign?: 'check' | 'x';
}

const listParts = (comparison: Comparison): Part[] => [
  { name: 'bothRight', look: 'kept', count: comparison.both_right },
  { name: 'wentRight', look: 'fixed', count: comparison.fixed.length, sign: 'check' },
  { name: 'newlyWrong', look: 'broken', count: comparison.broken.length, sign: 'x' },
  { name: 'bothWrong', look: 'wrong', count: comparison.both_wrong.length },
];

interface OutcomeCardProps {
  comparison: Comparison;
  /** What is said of the test before: its choice. */
  chooser: ComponentChildren;
  /** When this test was. */
  date: string;
}

export function OutcomeCard({ comparison, chooser, date }: OutcomeCardProps) {
  const parts = listParts(comparison);
  const { pictures, before, after } = comparison;
  return (
    <section class="panel cmp-card">
      <div class="cmp-figures">
        <Figure right={before} total={pictures} caption={t('testBefore')} more={chooser} />
        <Icon name="arrowRight" class="cmp-arrow" />
        <Figure right={after} total={pictures} caption={t('testAfter')} more={<span>{date}</span>} />
        <span class="grow" />
        <GainPill comparison={comparison} />
      </div>
      <div class="cmp-bar" aria-hidden="true">
        {parts
          .filter((one) => one.count > 0)
          .map((one) => (
            <i key={one.look} class={one.look} style={{ flexGrow: one.count }} />
          ))}
      </div>
      <ul class="cmp-legend">
        {parts.map((one) => (
          <li key={one.look}>
            <span class={`cmp-key ${one.look}`} aria-hidden="true">
              {one.sign && <Icon name={one.sign} />}
            </span>
            {t(one.name)} <b class="num">{one.count}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FigureProps {
  right: number;
  total: number;
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
        <b class="big-figure num">{right}</b> <b class="mut num">/ {total}</b>
      </p>
    </div>
  );
}
