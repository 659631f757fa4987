/** The table of the project's model files: what each is, how good it is, and what can be done with it. */

import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { confirmAction } from '../../components/confirm';
import { NameDialog } from '../../components/editable_name';
import { Icon } from '../../components/icon';
import { Menu, MenuItem } from '../../components/menu';
import * as api from '../../lib/api';
import type { TrainingData } from '../../lib/messages';
import { describeFewValidated, FEW } from '../../lib/numbers/few';
import { computeInterval, includesChance } from '../../lib/numbers/intervals';
import { formatValue, getScore } from '../../lib/numbers/metric_format';
import { formatQuantity } from '../../lib/numbers/quantity';
import { formatMark } from '../../lib/numbers/shares';
import { describeGuess, describeSkill } from '../../lib/numbers/skill';
import { formatNumber, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { ModelFile } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { formatSize, getTask, groupModels, isTraining, type ModelFiles } from '../model_files/model_files';
import { getModelName } from '../model_files/model_names';
import type { ParityRow } from '../model_files/parity_api';
import { isDetector } from '../model_files/tasks';
import '../model_files/texts';
import '../evaluation/texts';
import '../../lib/common_texts';

interface TableProps {
  opened: ProjectStore;
  files: ModelFiles;
  models: ModelFile[];
  /** The path of the model that is tried. */
  tried: string | null;
  onTry(path: string): void;
}

export function ModelTable({ models, ...rest }: TableProps) {
  const [all, showAll] = useState(false);
  const { main, passing } = groupModels(models);
  const shown = all || !main.length ? [...main, ...passing] : main;
  return (
    <section class="panel models" aria-label={t('modelFiles')}>
      <table>
        <thead>
          <tr>
            <th>{t('modelFile')}</th>
            <th class="right">{t('score')}</th>
            <th>{t('sameAnswers')}</th>
            <th>
              <span class="sr">{t('tryIt')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <Row key={one.path} model={one} {...rest} />
          ))}
        </tbody>
      </table>
      {passing.length > 0 && main.length > 0 && (
        <button class="btn link" aria-expanded={all} onClick={() => showAll(!all)}>
          {all ? t('checkLess') : t('passingFiles', { n: passing.length })}
        </button>
      )}
    </section>
  );
}

interface RowProps extends Omit<TableProps, 'models'> {
  model: ModelFile;
}

function Row({ opened, files, model, tried, onTry }: RowProps) {
  const [naming, setNaming] = useState<'shelf' | 'file' | null>(null);
  const name = getModelName(model.path);
  const chosen = model.path === tried;
  return (
    <tr class={chosen ? 'chosen' : ''}>
      <th scope="row">
        <span class="row model-name">
          <b class="ell" title={model.path}>
            {name}
          </b>
          <span class="pill">{model.kind === 'onnx' ? 'ONNX' : 'PyTorch'}</span>
        </span>
        <span class="cap model-said">
          {model.damaged ? <span class="bad-text">{t('modelDamaged')}</span> : <Facts model={model} />}
        </span>
      </th>
      <td class="right num">
        <Score model={model} files={files} />
      </td>
      <td>
        <Parity model={model} files={files} />
      </td>
      <td>
        <span class="model-acts">
          {!model.damaged && (
            <button class="btn" aria-pressed={chosen} onClick={() => onTry(model.path)}>
              {t('tryIt')}
            </button>
          )}
          <Menu label={t('actions', { name })} button={<Icon name="more" />}>
            {!model.damaged && !opened.readOnly.value && (
              <MenuItem icon="blocks" label={t('modelUse')} onChoose={() => void files.use(model)} />
            )}
            {!model.damaged && <MenuItem icon="shelf" label={t('keepIt')} onChoose={() => setNaming('shelf')} />}
            <MenuItem icon="download" label={t('download')} onChoose={() => download(opened.id, model.path)} />
            {!opened.readOnly.value && (
              <>
                <hr />
                <MenuItem
                  icon="pencil"
                  label={t(isTraining(model.path) ? 'modelCopyAs' : 'modelRename')}
                  onChoose={() => setNaming('file')}
                />
                <MenuItem icon="trash" label={t('modelDelete')} onChoose={() => void askToDelete(files, model)} />
              </>
            )}
          </Menu>
        </span>
        {naming === 'file' && (
          <NameDialog
            title={t('modelNewName')}
            name={isTraining(model.path) ? makeTitle(opened, model) : name}
            same={isTraining(model.path)}
            onName={(title) => void files.rename(model.path, title)}
            onClose={() => setNaming(null)}
          />
        )}
        {naming === 'shelf' && (
          <NameDialog
            title={t('keepAs')}
            name={makeTitle(opened, model)}
            same
            onName={(title) => void files.keep(model.path, title)}
            onClose={() => setNaming(null)}
          />
        )}
      </td>
    </tr>
  );
}

/** The mark of its test with what it is worth; untested, what the check said while it learned. */
function Score({ model, files }: { model: ModelFile; files: ModelFiles }) {
  const test = files.findTest(model);
  if (test?.correct !== undefined && test.total) {
    const [from, to] = computeInterval(test.correct, test.total);
    const range = test.total < FEW ? '' : t('testRange', { a: from, b: to });
    const real = describeSkill(test.correct, test.total);
    const guessed = includesChance(test.correct, test.total, model.classes?.length ?? 1);
    return (
      <>
        <b>
          {formatNumber(test.correct)} / {formatNumber(test.total)}
        </b>
        <span class="cap model-score" title={real}>
          {[t('testMark'), guessed ? describeGuess(test.total) : range].filter(Boolean).join(' · ')}
        </span>
      </>
    );
  }
  if (typeof test?.found === 'number' && test.things) {
    const { shown_map50: shown } = test;
    const mark = typeof shown === 'number' ? `${t('termShownAp50')} ${formatMark(shown)}` : '';
    return (
      <>
        <b>
          {formatNumber(test.found)} / {formatNumber(test.things)}
        </b>
        <span class="cap model-score">{[t('testMark'), t('thingsFound'), mark].filter(Boolean).join(' · ')}</span>
      </>
    );
  }
  if (typeof test?.shown_map50 === 'number')
    return (
      <>
        <b>{formatMark(test.shown_map50)}</b>
        <span class="cap model-score">{`${t('testMark')} · ${t('termShownAp50')}`}</span>
      </>
    );
  const error = test ? test.mae : model.mae;
  const numbers =
    test?.unit === undefined ? model.numbers : { unit: test.unit, low: test.low ?? 0, high: test.high ?? 1 };
  if (typeof error === 'number' && numbers)
    return (
      <>
        <b>{formatQuantity(error, numbers.unit, numbers)}</b>
        <span class="cap model-score">{[t(test ? 'testMark' : 'inCheckOnly'), t('meanError')].join(' · ')}</span>
      </>
    );
  const score = getScore(test ? { mAP50: test.map50, mIoU: test.miou } : model);
  // A validation is no mark beside the test of another file: it would look better than it is.
  if (!test && score.name === 'accuracy' && files.tested.value)
    return (
      <>
        <span>{t('notTested')}</span>
        {score.value !== null && (
          <span class="cap model-score">{t('inCheckSaid', { name: formatValue(score.name, score.value) })}</span>
        )}
      </>
    );
  const { pictures } = (model.data ?? {}) as Partial<TrainingData>;
  const founded = test ? [t('testMark')] : [t('inCheckOnly'), describeFewValidated(pictures?.val)];
  const name = score.name === 'accuracy' ? '' : score.name;
  return (
    <>
      <b>{formatValue(score.name, score.value)}</b>
      {score.value !== null && (
        <span class="cap model-score">{[founded[0], name, founded[1]].filter(Boolean).join(' · ')}</span>
      )}
    </>
  );
}

/** Task, backbone, classes, size and age, as far as the file tells. */
function Facts({ model }: { model: ModelFile }) {
  const classes = model.numbers ? 0 : model.classes?.length;
  const words = [getTask(model), model.model].filter(Boolean).join(' · ');
  // What is broken between its characters is not read as one: the day and its clock time stay together.
  const numbers = [classes ? t('classCount', { n: classes }) : '', formatSize(model.bytes), formatDate(model.modified)];
  return (
    <>
      {words}
      {numbers.filter(Boolean).map((said) => (
        <Fragment key={said}>
          {' · '}
          <span class="model-fact">{said}</span>
        </Fragment>
      ))}
    </>
  );
}

/** Whether the ONNX file answers like the model that it was made from. */
function Parity({ model, files }: { model: ModelFile; files: ModelFiles }) {
  const report = files.reports.value.find(({ path }) => path === model.path);
  const found = model.parity ?? report?.rows[0];
  if (!found) return <span class="mut">–</span>;
  const whole = found.same === found.pictures;
  return (
    <span class="parity" title={describeParity(model, found)}>
      <Icon name={whole ? 'ok' : 'warning'} size="s" class={whole ? 'ok-text' : 'warn-text'} />
      <span class="num">
        {formatNumber(found.same)} / {formatNumber(found.pictures)}
      </span>
    </span>
  );
}

/** How many pictures the ONNX file was tried on, and how many came out otherwise. */
export function describeParity(
  model: ModelFile,
  { pictures, same }: Pick<ParityRow, 'pictures' | 'same'> = model.parity!,
): string {
  const whole = same === pictures;
  if (isDetector(model)) return t(whole ? 'parityFoundAll' : 'parityFoundSome', { n: pictures - same, m: pictures });
  return t(whole ? 'parityAll' : 'paritySome', { n: pictures - same, m: pictures });
}

function makeTitle(opened: ProjectStore, model: ModelFile): string {
  return [opened.title.value, model.model].filter(Boolean).join(' ');
}

/** It waits in the bin; a program that opens it is told of first. */
async function askToDelete(files: ModelFiles, { path }: ModelFile): Promise<void> {
  const uses = await files.countUses(path);
  const sure =
    !uses ||
    (await confirmAction({
      title: t('modelDeleteTitle', { name: getModelName(path) }),
      text: t('modelDeleteUsed', { n: uses }),
      act: t('modelDelete'),
    }));
  if (sure) await files.delete(path);
}

function download(project: string, path: string): void {
  const link = document.createElement('a');
  link.href = api.makeModelUrl(project, path);
  link.download = '';
  link.click();
}
