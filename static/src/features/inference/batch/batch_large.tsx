/** One of many pictures, large, with its answer. */

import { useEffect, useMemo } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { ImageWithOverlay } from '../../../components/image_overlay';
import { t } from '../../../lib/texts';
import { Boxes, describeAnswer } from './batch_grid';
import type { BatchStore } from './batch_store';
import type { BatchRow } from './batch_types';
import './texts';
import { formatPercent, formatShares } from '../../../lib/numbers/shares';

export function BatchLarge({ store }: { store: BatchStore }) {
  const shown = store.shown.value;
  const at = shown.findIndex((row) => row.path === store.large.value);
  return at < 0 ? null : <Large store={store} row={shown[at]} before={shown[at - 1]} next={shown[at + 1]} />;
}

interface LargeProps {
  store: BatchStore;
  row: BatchRow;
  before?: BatchRow;
  next?: BatchRow;
}

function Large({ store, row, before, next }: LargeProps) {
  const address = useMemo(() => URL.createObjectURL(row.file), [row.file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const go = (to: BatchRow | undefined) => {
    if (to) store.large.value = to.path;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') go(before);
    else if (event.key === 'ArrowRight') go(next);
  };
  const Part = store.model.part?.Large;
  const things = row.things.length > 0;
  const answers = things ? row.things.map((one) => ({ label: one.label, score: one.confidence })) : row.scores;
  const shares = answers.map(({ score }) => score);
  const percents = things ? shares.map((share) => formatPercent(share)) : formatShares(shares);
  return (
    <Dialog title={row.path} class="batch-large" onClose={() => (store.large.value = null)}>
      {/** biome-ignore lint/a11y/noStaticElementInteractions: it listens around what is used */}
      <div class="batch-large-body" onKeyDown={onKeyDown}>
        <ImageWithOverlay
          key={row.path}
          address={address}
          width={row.width}
          height={row.height}
          alt={describeAnswer(row, store.model)}
          over={
            things
              ? {
                  draw: () => <Boxes row={row} classes={store.model.classes} />,
                  words: describeAnswer(row, store.model),
                }
              : null
          }
        />
        <div class="batch-large-says">
          <p>
            <b>{describeAnswer(row, store.model)}</b>
          </p>
          {Part ? (
            <Part row={row} />
          ) : (
            <ul class="try-bars">
              {answers.map(({ label, score }, number) => (
                <li key={number} class={!things && label === row.label ? 'first' : ''} style={{ '--name': '120px' }}>
                  <span class="ell">{label}</span>
                  <span class="try-track" aria-hidden="true">
                    <i style={{ width: formatPercent(score) }} />
                  </span>
                  <span class="num right">{percents[number]}</span>
                </li>
              ))}
            </ul>
          )}
          <div class="row">
            <button class="btn ic" aria-label={t('batchBefore')} disabled={!before} onClick={() => go(before)}>
              <Icon name="chevronLeft" />
            </button>
            <button class="btn ic" aria-label={t('batchNext')} disabled={!next} onClick={() => go(next)}>
              <Icon name="chevronRight" />
            </button>
          </div>
        </div>
      </div>
    </Dialog>
  );
}
