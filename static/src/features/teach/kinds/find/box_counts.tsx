/** Whether there are pictures and boxes enough to learn from. */

import { Icon } from '../../../../components/icon';
import { t } from '../../../../lib/texts';
import { BETTER_BOXED, type BoxStore, MIN_BOXED, MIN_BOXES } from './box_store';
import '../../texts';

export function BoxCounts({ store }: { store: BoxStore }) {
  const boxed = store.boxed.value;
  const rows = store.counts.value;
  return (
    <div class="panel guide-train">
      <h3>{t('teachBoxEnough')}</h3>
      <ul class="teach-counts">
        <Count name={t('teachBoxedPictures')} count={boxed} least={MIN_BOXED} better={BETTER_BOXED} />
        {rows.map(({ name, count }) => (
          <Count key={name} name={name} count={count} least={MIN_BOXES} better={MIN_BOXES} />
        ))}
      </ul>
      <p class="teach-note">{t('teachBoxAll')}</p>
    </div>
  );
}

function Count({ name, count, least, better }: { name: string; count: number; least: number; better: number }) {
  return (
    <li class={count >= better ? 'good' : count >= least ? 'fair' : ''}>
      <Icon name={count >= least ? 'ok' : 'dashed'} size="s" />
      <span class="ell" title={name}>
        {name}
      </span>
      <span class="cap num">{describeCount(count, least, better)}</span>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (100 * count) / (count >= least ? better : least))}%` }} />
      </span>
    </li>
  );
}

function describeCount(count: number, least: number, better: number): string {
  if (count >= better) return String(count);
  return count >= least ? t('teachBoxBetter', { n: count, m: better }) : `${count} / ${least}`;
}
