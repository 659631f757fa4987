/** Whether it could be chance, in words. */

import { Icon } from '../../../components/icon';
import { type Key, t } from '../../../lib/texts';
import type { Comparison, Verdict } from './api';
import './texts';
import { tellOfSamples } from '../sample_words';

const VERDICTS: Record<Verdict, Key> = {
  unlikely_chance: 'unlikelyChance',
  uncertain: 'hardToSay',
  may_be_chance: 'mayBeLuck',
  too_few: 'tooFew',
};

const CONCLUSIONS: Record<Exclude<Verdict, 'unlikely_chance'>, Key> = {
  uncertain: 'luckUncertain',
  may_be_chance: 'luckMaybe',
  too_few: 'luckTooFew',
};

/** gain: how much better it is now, negative where it is worse. */
export interface Judgment {
  verdict: Verdict;
  gain: number;
}

export const judge = ({ verdict, before, after }: Comparison): Judgment => ({ verdict, gain: after - before });

/** 'good' or 'bad' where the difference is most likely real. */
export function getTone({ verdict, gain }: Judgment): '' | 'good' | 'bad' {
  if (verdict !== 'unlikely_chance') return '';
  return gain > 0 ? 'good' : 'bad';
}

export function VerdictPill(judgment: Judgment) {
  const tone = getTone(judgment);
  return (
    <span class={`pill cmp-pill ${tone}`}>
      {tone && <Icon name={tone === 'good' ? 'check' : 'alert'} size="s" />}
      <span>{t(VERDICTS[judgment.verdict])}</span>
    </span>
  );
}

/** How many more or fewer are right, in words. It is green or red only where that is most likely no luck. */
export function GainPill({ text, ...judgment }: Judgment & { text: string }) {
  return (
    <span class={`pill cmp-pill ${getTone(judgment)}`}>
      <span>{text}</span>
    </span>
  );
}

export function describeGain(gain: number): string {
  return gain ? t(gain > 0 ? 'gainMore' : 'gainFewer', { n: Math.abs(gain) }) : t('gainNone');
}

/** What the place of this time in the drawing means. */
export function describeVerdict(judgment: Judgment): string {
  const { verdict } = judgment;
  if (verdict !== 'unlikely_chance') return tellOfSamples(CONCLUSIONS[verdict]);
  return t(getTone(judgment) === 'good' ? 'luckBetter' : 'luckWorse');
}
