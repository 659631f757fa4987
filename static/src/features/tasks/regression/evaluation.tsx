/** The evaluation of a model of numbers: how far it is off, each answer against the truth, the largest errors. */

import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import { SmallImage } from '../../../components/small_image';
import * as api from '../../../lib/api';
import type { NumberEvaluationEvent } from '../../../lib/messages';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { EvaluationFrame } from '../../evaluation/frame';
import type { EvaluationProps } from '../../evaluation/part';
import { PictureWall } from '../../evaluation/picture_wall';
import { describePicture } from './describe_picture';
import { NumberScale } from './number_scale';
import { ScatterPlot } from './scatter_plot';
import '../../../lib/common_texts';
import '../../evaluation/texts';
import './number_texts';

export function NumberEvaluation({ opened, store, test: { marks: shown, row } }: EvaluationProps) {
  const marks = shown as NumberEvaluationEvent;
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(() => setChosen(null), [row.key]);
  return (
    <EvaluationFrame
      opened={opened}
      store={store}
      row={row}
      side={<Pictures opened={opened} marks={marks} onChoose={setChosen} />}
    >
      <Summary marks={marks} />
      <section class="panel number-card" aria-labelledby="number-scatter">
        <h2 id="number-scatter">{t('numberScatter')}</h2>
        <p class="cap">{t('numberScatterText')}</p>
        <ScatterPlot marks={marks} chosen={chosen} onChoose={setChosen} />
      </section>
      {chosen !== null && (
        <LargePicture
          opened={opened}
          marks={marks}
          number={chosen}
          onMove={setChosen}
          onClose={() => setChosen(null)}
        />
      )}
    </EvaluationFrame>
  );
}

function Summary({ marks }: { marks: NumberEvaluationEvent }) {
  const { mae, rmse, r2, baseline_mae: baseline } = marks.averages;
  const format = (value: number) => formatQuantity(value, marks.unit, marks);
  return (
    <div class="mistakes-cards number-cards">
      <section class="panel mistakes-card">
        <p class="cap">{t('numberMae')}</p>
        <b class="big-figure">{format(mae)}</b>
        <p class="cap">{t('numberMaeText', { n: marks.total })}</p>
      </section>
      <section class="panel mistakes-card">
        <p class="cap">{t('numberBaseline')}</p>
        <b class="big-figure mut">{format(baseline)}</b>
        <p class={mae < baseline ? 'cap' : 'warn-text'}>
          {t(mae < baseline ? 'numberBaselineText' : 'numberNothing')}{' '}
          <span class="num nowrap">
            RMSE {format(rmse)} · R² {r2.toFixed(2)}
          </span>
        </p>
      </section>
    </div>
  );
}

interface PicturesProps {
  opened: ProjectStore;
  marks: NumberEvaluationEvent;
  onChoose(number: number): void;
}

function Pictures({ opened, marks, onChoose }: PicturesProps) {
  return (
    <PictureWall
      title={t('numberLargest')}
      head={<p class="cap">{t('pictureCount', { n: marks.pictures.length })}</p>}
      pictures={[...marks.pictures.keys()]}
      of={[marks]}
      empty={t('noneHere')}
      renderTile={(number) => (
        <li key={number}>
          <Tile opened={opened} marks={marks} number={number} onOpen={() => onChoose(number)} />
        </li>
      )}
    />
  );
}

interface TileProps {
  opened: ProjectStore;
  marks: NumberEvaluationEvent;
  number: number;
  onOpen(): void;
}

function Tile({ opened, marks, number, onOpen }: TileProps) {
  const { path } = marks.pictures[number];
  const [gone, setGone] = useState(!path);
  const { names, off } = describePicture(marks, number);
  return (
    <button class="mark-tile" title={path} data-number={number} onClick={onOpen}>
      {gone ? (
        <span class="mark-gone">
          <Icon name="image" />
          {t('gone')}
        </span>
      ) : (
        <SmallImage address={api.makeThumbnailUrl(opened.id, path, 160)} onGone={() => setGone(true)} />
      )}
      <span class="mark-names">{names}</span>
      <span class="mark-sure num">
        <b>{off}</b>
      </span>
    </button>
  );
}

interface LargeProps extends Omit<TileProps, 'onOpen'> {
  onMove(number: number): void;
  onClose(): void;
}

function LargePicture({ opened, marks, number, onMove, onClose }: LargeProps) {
  const { path, truth, answer } = marks.pictures[number];
  const { names, off } = describePicture(marks, number);
  useKeyDown((event) => {
    const to = number + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0);
    if (to !== number && marks.pictures[to]) onMove(to);
  });
  return (
    <Dialog title={`${names} · ${off}`} class="number-large" onClose={onClose}>
      <SmallImage key={path} address={api.makeThumbnailUrl(opened.id, path, 320)} alt={path} eager />
      <NumberScale range={marks} unit={marks.unit} answer={answer} truth={truth} />
      <p class="row number-key">
        <i class="number-swatch truth" aria-hidden="true" />
        <span class="cap">{t('numberTruth')}</span>
        <i class="number-swatch" aria-hidden="true" />
        <span class="cap">{t('numberAnswer')}</span>
        <code class="cap mut ell">{path}</code>
      </p>
    </Dialog>
  );
}
