/** The chosen save as blocks, or the present ones: what went since then, what came, what changed. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Mark, Preview } from '../../canvas/index';
import { Loading } from '../../components/feedback/loading';
import { Icon } from '../../components/icon';
import { loadPart } from '../../components/lazy';
import { lang, t } from '../../lib/texts';
import { formatMoment } from '../../lib/time';
import { highContrast } from '../../state/contrast';
import { loadCanvas } from '../project/load_canvas';
import { loadVocabulary } from '../project/prefetch';
import { SIGNS } from './block_changes';
import type { VersionHistory } from './history';
import './texts';
import '../../lib/common_texts';

const SIDES = { then: ['went', 'changed'], now: ['came', 'changed'] } as const;
type Side = keyof typeof SIDES;

export function VersionPreview({ history }: { history: VersionHistory }) {
  const [side, setSide] = useState<Side>('then');
  const shown = history.shown.value;
  const since = history.since.value;
  const row = history.rows.value?.find((one) => one.version === history.chosen.value);
  return (
    <section class="panel version-drawing" aria-label={t('asBlocks')}>
      <header class="ph">
        <div class="seg" role="group" aria-label={t('asBlocks')}>
          <button aria-pressed={side === 'then'} onClick={() => setSide('then')}>
            {row ? formatMoment(row.saved) : '…'}
          </button>
          <button aria-pressed={side === 'now'} onClick={() => setSide('now')}>
            {t('versionNow')}
          </button>
        </div>
        <span class="grow" />
        <p class="row version-legend" role="status">
          {since && SIDES[side].map((mark) => <Legend key={mark} mark={mark} n={since[mark].length} />)}
        </p>
      </header>
      {shown ? <Blocks history={history} side={side} /> : <Loading />}
    </section>
  );
}

function Legend({ mark, n }: { mark: Mark; n: number }) {
  return (
    <span class={`legend ${n ? mark : 'mut'}`}>
      <span class="legend-sign" aria-hidden="true">
        {SIGNS[mark]}
      </span>
      <span>{t(`${mark}Since`, { n })}</span>
    </span>
  );
}

/** Blockly is mounted once; the rest is told to it. */
function Blocks({ history, side }: { history: VersionHistory; side: Side }) {
  const place = useRef<HTMLDivElement>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const shown = history.shown.value!;
  const since = history.since.value!;
  const present = history.present.value;
  useEffect(() => {
    let made: Preview | null = null;
    let left = false;
    void loadPart(loadCanvas).then((part) => {
      if (part && !left) setPreview((made = part.mountPreview(place.current!)));
    });
    return () => {
      left = true;
      made?.dispose();
    };
  }, []);
  useEffect(() => {
    let left = false;
    // The page's canvas asked for the same words first, so Blockly knows them by now.
    void loadVocabulary(lang.value).then(() => {
      if (left || !preview) return;
      const words = { came: t('cameSign'), went: t('wentSign'), changed: t('changedSign') };
      preview.show(
        side === 'then' ? shown.workspace : present,
        SIDES[side].map((mark) => [mark, since[mark]]),
        words,
      );
    });
    return () => {
      left = true;
    };
  }, [preview, side, shown, since, present, lang.value, highContrast.value]);
  const empty = side === 'then' && !shown.blocks;
  return (
    <div class="version-canvas">
      <div class="canvas version-place" ref={place} />
      {empty && <p class="version-empty mut">{t('noBlocksThen')}</p>}
      <div class="version-zoom panel">
        <button class="btn ghost ic" aria-label={t('zoomOut')} title={t('zoomOut')} onClick={() => preview?.zoom(-1)}>
          <Icon name="minus" />
        </button>
        <button class="btn ghost ic" aria-label={t('zoomIn')} title={t('zoomIn')} onClick={() => preview?.zoom(1)}>
          <Icon name="plus" />
        </button>
        <button
          class="btn ghost ic"
          aria-label={t('zoomFit')}
          title={t('zoomFit')}
          onClick={() => preview?.zoomToFit()}
        >
          <Icon name="maximize" />
        </button>
      </div>
    </div>
  );
}
