/** Files of one model side by side: how small, how quick, how right, and which answers changed. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { FEW } from '../../../lib/numbers/few';
import { computeInterval } from '../../../lib/numbers/intervals';
import { formatMark } from '../../../lib/numbers/shares';
import { goToView } from '../../../lib/route';
import { getTask } from '../../../lib/tasks';
import { formatNumber, type Key, say, t } from '../../../lib/texts';
import type { ModelFile } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { canBeSmaller, findComparable, recommend } from '../../model_files/compared_files';
import type { CompressedFile } from '../../model_files/compression_api';
import { formatSize, getModelFiles, type ModelFiles } from '../../model_files/model_files';
import { getModelName } from '../../model_files/model_names';
import { ChangedPictures } from './changed_pictures';
import { ParetoPlot } from './pareto_plot';
import { type CompressionState, useCompression } from './use_compression';
import './texts';
import '../../evaluation/texts';
import '../../project/texts';
import '../../model_files/texts';
import '../../../lib/common_texts';

const METHODS: Record<string, Key> = { int8: 'methodInt8', dynamic: 'methodDynamic', float16: 'methodFloat16' };
/** From so much on, one file is quicker than another for a person. */
const QUICKER = 1.1;

interface PanelProps {
  opened: ProjectStore;
  all: ModelFiles;
  /** Those that are compared. */
  files: ModelFile[];
}

/** The comparison, where there is something to compare; before, the button that writes the smaller files. */
export function SmallerPanel(
  props: { files: ModelFiles; models: ModelFile[]; tried: string } & Pick<PanelProps, 'opened'>,
) {
  const { opened, files, models, tried } = props;
  const comparable = findComparable(models, tried);
  const one = models.find(({ path }) => path === tried);
  const among = comparable.some(({ path, trained }) => path === tried || (trained && trained === one?.trained));
  return (
    <>
      {one && canBeSmaller(one) && !among && <MakeSmaller files={files} path={tried} />}
      {comparable.length > 1 && <CompressionPanel opened={opened} all={files} files={comparable} />}
    </>
  );
}

function MakeSmaller({ files, path }: { files: ModelFiles; path: string }) {
  const now = files.smaller.value;
  return (
    <section class="panel compression" aria-label={t('smallerTitle')}>
      <header class="row compression-head">
        <h2 class="grow">{t('smallerTitle')}</h2>
        {now ? (
          <button class="btn" disabled={files.stopSmaller.value} onClick={() => (files.stopSmaller.value = true)}>
            {t('stop')}
          </button>
        ) : (
          <button class="btn" disabled={files.opened.readOnly.value} onClick={() => void files.makeSmaller(path)}>
            {t('smallerBegin')}
          </button>
        )}
      </header>
      {now ? (
        <p class="row compression-said" role="status">
          <progress class="grow" value={now.done} max={now.total || 1} aria-label={t('smallerTitle')} />
          <span>
            {now.total ? t('smallerNow', { n: Math.min(now.done + 1, now.total), m: now.total }) : t('smallerFirst')}
          </span>
        </p>
      ) : (
        <p class="cap">{t('smallerAbout')}</p>
      )}
    </section>
  );
}

function CompressionPanel({ opened, all, files }: PanelProps) {
  const { begun, begin, ...state } = useCompression(all, files);
  return (
    <section class="panel compression" aria-label={t('compressTitle')}>
      <header class="row compression-head">
        <h2 class="grow">{t('compressTitle')}</h2>
        {!begun && (
          <button class="btn" onClick={begin}>
            {t('compressBegin', { n: files.length })}
          </button>
        )}
      </header>
      {begun ? (
        <Comparison opened={opened} task={files[0].task} retry={begin} {...state} />
      ) : (
        <p class="cap">{t('compressAbout')}</p>
      )}
    </section>
  );
}

interface ComparisonProps extends Pick<RowsProps, 'opened' | 'task'>, Pick<CompressionState, 'answer' | 'trouble'> {
  retry(): void;
}

function Comparison({ opened, task, answer, trouble, retry }: ComparisonProps) {
  if (trouble)
    return (
      <p class="row compression-said" role="alert">
        <span class="grow">{say(trouble)}</span>
        <button class="btn" onClick={retry}>
          {t('retry')}
        </button>
      </p>
    );
  if (answer?.dataset === null) return <p class="compression-said">{t('compressNoData')}</p>;
  if (!answer?.rows.length)
    return (
      <p class="row compression-said" role="status">
        <progress class="grow" value={answer?.done ?? 0} max={answer?.total || 1} aria-label={t('compressTitle')} />
        <span class="num">{answer ? `${formatNumber(answer.done)} / ${formatNumber(answer.total)}` : ''}</span>
      </p>
    );
  return <Rows opened={opened} task={task} rows={answer.rows} dataset={answer.dataset} />;
}

interface RowsProps {
  opened: ProjectStore;
  /** Of all files. */
  task: ModelFile['task'];
  rows: CompressedFile[];
  dataset: string;
}

function Rows({ opened, task, rows, dataset }: RowsProps) {
  const [seen, see] = useState<string | null>(null);
  const advised = recommend(rows);
  const shown = rows.find((row) => row.path === seen);
  return (
    <>
      <p class="row compression-said">
        <Icon name={advised ? 'ok' : 'info'} class={advised ? 'ok-text' : ''} />
        <b>{advised ? describeGain(rows[0], advised) : t('compressNone')}</b>
      </p>
      <table class="model-table">
        <thead>
          <tr>
            <th>{t('modelFile')}</th>
            <th class="right">{t('compressTime')}</th>
            <th class="right">{t('compressMemory')}</th>
            <th class="right">{t('compressRight')}</th>
            <th>{t('compressChanged')}</th>
            <th>
              <span class="sr">{t('compressUse')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={row.path} class={row === advised ? 'chosen' : ''}>
              <th scope="row">
                <b class="ell" title={row.path}>
                  {getName(row)}
                </b>
                <span class="cap">
                  {describeMethod(row)} · {formatSize(row.bytes)}
                </span>
              </th>
              <td class="right num">{t('compressMs', { n: formatTime(row.ms) })}</td>
              <td class="right num">{row.memory === null ? '–' : formatSize(row.memory)}</td>
              <td class="right num">
                <Right row={row} task={task} />
              </td>
              <td>
                {row.changed.length ? (
                  <button
                    class="btn"
                    aria-expanded={seen === row.path}
                    onClick={() => see(seen === row.path ? null : row.path)}
                  >
                    {t('compressSee', { n: row.changed.length })}
                  </button>
                ) : (
                  <span class="mut">{place ? t('compressSame') : '–'}</span>
                )}
              </td>
              <td>
                <button class="btn" onClick={() => void chooseFile(opened, row)}>
                  {t('compressUse')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown && <ChangedPictures project={opened.id} dataset={dataset} row={shown} />}
      <ParetoPlot rows={rows} />
    </>
  );
}

function Right({ row, task }: { row: CompressedFile } & Pick<RowsProps, 'task'>) {
  if (row.correct === null) {
    const name = getTask(task).smaller === 'miou' ? 'mIoU' : t('termAp50');
    const shown = row.shown_map50 ?? null;
    return (
      <>
        <b>{formatMark(shown ?? row.mark)}</b>
        <span class="cap num">{shown === null ? name : t('termShownAp50')}</span>
        {shown !== null && (
          <span class="cap num">
            {name} {formatMark(row.mark)}
          </span>
        )}
      </>
    );
  }
  const [from, to] = computeInterval(row.correct, row.labeled);
  return (
    <>
      <b>
        {formatNumber(row.correct)} / {formatNumber(row.labeled)}
      </b>
      {row.labeled >= FEW && <span class="cap">{t('testRange', { a: from, b: to })}</span>}
    </>
  );
}

const getName = (row: CompressedFile) => getModelName(row.path);

const formatTime = (ms: number) => ms.toFixed(ms < 1 ? 2 : ms < 10 ? 1 : 0);

/** How a file was made smaller, such as "pruned · 8-bit integers". */
function describeMethod({ pruned, method }: CompressedFile): string {
  const known = METHODS[method ?? ''];
  const ways: Key[] = [...(pruned ? ['methodPruned' as const] : []), ...(known ? [known] : [])];
  return ways.length ? ways.map((way) => t(way)).join(' · ') : t('methodNone');
}

function describeGain(first: CompressedFile, row: CompressedFile): string {
  const times = first.ms / row.ms;
  const said = {
    name: getName(row),
    size: Math.round((100 * row.bytes) / first.bytes),
    times: times.toFixed(1),
    n: row.changed.length,
    m: row.labeled,
  };
  if (times >= QUICKER) return t('compressGain', said);
  return t(times * QUICKER > 1 ? 'compressGainSize' : 'compressGainSlower', said);
}

/** The program uses the file from now on, and it is the one that is tried here; the page stays where it is. */
async function chooseFile(opened: ProjectStore, row: CompressedFile): Promise<void> {
  goToView(opened.id, 'models', row.path);
  await getModelFiles(opened).use({ path: row.path, kind: 'onnx' });
}
