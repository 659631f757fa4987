/** The evaluation of a model that says a number: how far it is off, each answer against the truth, the largest errors. */

import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { SmallImage } from '../../../components/small_image';
import * as api from '../../../lib/api';
import type { NumberEvaluationEvent } from '../../../lib/messages';
import { goToView } from '../../../lib/route';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { TestChooser } from '../../evaluation/rows';
import type { EvaluationStore, Test } from '../../evaluation/store';
import { describePicture } from './describe_picture';
import { NumberScale } from './number_scale';
import { formatQuantity } from './quantity';
import { ScatterPlot } from './scatter_plot';
import '../../../lib/common_texts';
import '../../evaluation/texts';
import './texts';

const AT_ONCE = 60;

interface NumberEvaluationProps {
  opened: ProjectStore;
  store: EvaluationStore;
  test: Test<NumberEvaluationEvent>;
}

export function NumberEvaluation({ opened, store, test: { marks, row } }: NumberEvaluationProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(() => setChosen(null), [row.key]);
  return (
    <div class="mistakes">
      <div class="mistakes-main">
        <header class="row mistakes-head">
          <h1>{t('viewMistakes')}</h1>
          <TestChooser
            rows={store.rows.value ?? []}
            chosen={row.key}
            label={t('whichTest')}
            onChoose={(key) => goToView(opened.id, 'mistakes', key)}
          />
        </header>
        <Summary marks={marks} />
        <section class="panel number-card" aria-labelledby="number-scatter">
          <h2 id="number-scatter">{t('numberScatter')}</h2>
          <p class="cap">{t('numberScatterText')}</p>
          <ScatterPlot marks={marks} chosen={chosen} onChoose={setChosen} />
        </section>
      </div>
      <Pictures key={row.key} opened={opened} marks={marks} onChoose={setChosen} />
      {chosen !== null && (
        <LargePicture
          opened={opened}
          marks={marks}
          number={chosen}
          onMove={setChosen}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
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
  const [most, setMost] = useState(AT_ONCE);
  const { pictures } = marks;
  return (
    <section class="pane" aria-label={t('pictures')}>
      <header class="pane-head">
        <h2>{t('numberLargest')}</h2>
        <p class="cap">{t('pictureCount', { n: pictures.length })}</p>
      </header>
      <ul class="pane-wall">
        {pictures.slice(0, most).map((picture, number) => (
          <li key={picture.path}>
            <Tile opened={opened} marks={marks} number={number} onOpen={() => onChoose(number)} />
          </li>
        ))}
        {pictures.length > most && (
          <li class="pane-more">
            <button class="btn wide" onClick={() => setMost(most + AT_ONCE)}>
              {t('showMore', { n: pictures.length - most })}
            </button>
          </li>
        )}
      </ul>
    </section>
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
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      const to = number + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0);
      if (to !== number && marks.pictures[to]) onMove(to);
    };
    addEventListener('keydown', move);
    return () => removeEventListener('keydown', move);
  }, [number]);
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
