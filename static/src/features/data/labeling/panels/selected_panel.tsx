/** The label that is chosen, and the keys. */

import { Icon } from '../../../../components/icon';
import { t } from '../../../../lib/texts';
import type { StageHands } from '../canvas/stage';
import { measureBox } from '../geometry/boxes';
import type { LabelingStore } from '../state/labeling_store';
import { getDrawn, isDrawn } from '../state/tools';
import { Swatch } from './swatch';
import '../texts';

export function SelectedPanel({ store, hands }: { store: LabelingStore; hands: StageHands | null }) {
  const index = store.selected.value;
  const thing = store.objects.value[index];
  if (!isDrawn(store.task.value)) return null;
  if (!thing) return getDrawn(store.task.value) === 'pixels' ? null : <Keys />;
  const { w, h } = measureBox(thing.box);
  const [wide, high] = [w, h].map((side) => String(Math.round(side)));
  return (
    <section class="label-part label-chosen" aria-label={t('labelSelected', { label: thing.label })}>
      <p class="row">
        <Swatch color={store.getColor(thing.label)} />
        <b class="grow ell">{t('labelSelected', { label: thing.label })}</b>
        <span class="cap num">{t('labelPixels', { w: wide, h: high })}</span>
      </p>
      <p class="row label-key-row">
        <kbd>↑ ↓ ← →</kbd> <span class="cap">{t('labelMove')}</span>
        <kbd>Shift</kbd>
        <kbd>↑ ↓ ← →</kbd> <span class="cap">{t('labelResize')}</span>
      </p>
      <p class="row">
        <button class="btn grow" title="G" onClick={() => void hands?.controller.outlines.growToEdge(index)}>
          <Icon name="wand" />
          <span>{t('labelGrow')}</span>
          <kbd>G</kbd>
        </button>
        <button
          class="btn ic"
          aria-label={t('labelDelete')}
          title={`${t('labelDelete')} · Delete`}
          onClick={() => store.removeSelected()}
        >
          <Icon name="trash" />
        </button>
      </p>
      {!thing.polygons.length && (
        <button
          class="btn wide"
          title={`${t('labelFollowTitle')} · F`}
          disabled={store.proposals.busy.value !== null}
          onClick={() => void store.proposals.follow()}
        >
          <Icon name="route" />
          <span>{t('labelFollow')}</span>
          <kbd>F</kbd>
        </button>
      )}
    </section>
  );
}

function Keys() {
  return (
    <section class="label-part label-keys" aria-label={t('labelKeysHead')}>
      <h2>{t('labelKeysHead')}</h2>
      <dl>
        <Row keys={[t('labelEnter')]} text={t('labelKeyEnter')} />
        <Row keys={['N']} text={t('labelKeyNinths')} />
        <Row keys={['R']} text={t('labelKeyRepeat')} />
        <Row keys={['F']} text={t('labelKeyFollow')} />
        <Row keys={['H']} text={t('labelKeyHide')} />
        <Row keys={['Tab']} text={t('labelKeyNext')} />
        <Row keys={['PgUp', 'PgDn']} text={t('labelKeyPage')} />
      </dl>
    </section>
  );
}

function Row({ keys, text }: { keys: string[]; text: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
