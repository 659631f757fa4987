/** Whether it could be chance, in words. */

import { Icon } from '../../../components/icon';
import { type Key, t } from '../../../lib/texts';
import type { Comparison, Verdict } from './api';
import './texts';

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

/** How many more pictures are right now. */
export const getGain = ({ before, after }: Comparison) => after - before;

/** 'good' or 'bad' where the difference is most likely real. */
export function getTone(comparison: Comparison): '' | 'good' | 'bad' {
  if (comparison.verdict !== 'unlikely_chance') return '';
  return getGain(comparison) > 0 ? 'good' : 'bad';
}

export function VerdictPill({ comparison }: { comparison: Comparison }) {
  const tone = getTone(comparison);
  return (
    <span class={`pill cmp-pill ${tone}`}>
      {tone && <Icon name={tone === 'good' ? 'check' : 'alert'} size="s" />}
      <span>{t(VERDICTS[comparison.verdict])}</span>
    </span>
  );
}

/** How many more or fewer are right. It is green or red only where that is most likely no luck. */
export function GainPill({ comparison }: { comparison: Comparison }) {
  return (
    <span class={`pill cmp-pill ${getTone(comparison)}`}>
      <span>{describeGain(comparison)}</span>
    </span>
  );
}

export function describeGain(comparison: Comparison): string {
  const gain = getGain(comparison);
  return gain ? t(gain > 0 ? 'gainMore' : 'gainFewer', { n: Math.abs(gain) }) : t('gainNone');
}

/** What the place of this time in the drawing means. */
export function describeVerdict(comparison: Comparison): string {
  const { verdict } = comparison;
  if (verdict !== 'unlikely_chance') return t(CONCLUSIONS[verdict]);
  return t(getTone(comparison) === 'good' ? 'luckBetter' : 'luckWorse');
}
