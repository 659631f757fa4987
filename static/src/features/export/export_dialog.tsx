/** Taking a project along: what is inside, where the file went, and how it is started there. */

import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { Icon } from '../../components/icon';
import { loadPart } from '../../components/lazy';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { findFolders } from '../../lib/files/named_files';
import { lang, say, t } from '../../lib/texts';
import type { ModelFile, Task } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { formatSize } from '../labels/labels';
import { useTrainedModels } from '../model_files/use_trained_models';
import { beginProgram } from '../project/begin_program';
import { hasTraining } from '../project/training_program';
import '../project/texts';
import './texts';
import '../../lib/common_texts';

/** Parts that stay behind unless they are asked for: a copy works without them. */
const OPTIONAL: readonly api.ExportPart[] = ['history', 'unfinished', 'bin'];
const PARTS: readonly api.ExportPart[] = ['data', 'models', ...OPTIONAL];
type Sizes = api.ExportSizes['parts'];
/** 'how': what is done with main.py, without having made one now. */
type Step = 'choose' | 'zip' | 'python' | 'how';

/** Hands the program to the browser's downloads, and says so. */
export async function exportPython(opened: ProjectStore): Promise<void> {
  await download(opened, 'main.py');
  showToast(t('exportedPython'), { label: t('exportHow'), run: () => showDialog(opened, 'python') });
}

/** Hands the program to the browser's downloads as a Jupyter notebook, and says so. */
export async function exportNotebook(opened: ProjectStore): Promise<void> {
  await download(opened, 'main.ipynb');
  showToast(t('exportedNotebook'));
}

/** How what was exported is started elsewhere. */
export const showExportHelp = (opened: ProjectStore) => showDialog(opened, 'how');

/** Asks what of the project goes into a zip. */
export const showExport = (opened: ProjectStore) => showDialog(opened, 'choose');

/** With the last change in it. */
async function download(
  opened: ProjectStore,
  file: api.ExportedFile,
  without: readonly api.ExportPart[] = [],
): Promise<void> {
  opened.canvas.value?.flush();
  await opened.saving.waitForSaves();
  const link = document.createElement('a');
  link.href = api.makeExportUrl(opened.id, file, without);
  link.download = '';
  link.click();
}

function showDialog(opened: ProjectStore, first: Step): void {
  const place = document.body.appendChild(document.createElement('div'));
  const close = () => {
    render(null, place);
    place.remove();
  };
  render(<ExportDialog opened={opened} first={first} onClose={close} />, place);
}

function ExportDialog({ opened, first, onClose }: { opened: ProjectStore; first: Step; onClose(): void }) {
  const [step, go] = useState(first);
  const [file, setFile] = useState('');
  const finish = (name: string) => {
    setFile(name);
    go('zip');
  };
  return (
    <Dialog title={t('exportTitle', { name: opened.title.value })} class="export" key={lang.value} onClose={onClose}>
      {step === 'choose' ? (
        <Choice opened={opened} onDone={finish} onHow={() => go('how')} onClose={onClose} />
      ) : (
        <Done opened={opened} kind={step} file={file} onZip={() => go('choose')} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface ChoiceProps {
  opened: ProjectStore;
  /** file: how the zip is called. */
  onDone(file: string): void;
  onHow(): void;
  onClose(): void;
}

function Choice({ opened, onDone, onHow, onClose }: ChoiceProps) {
  const [measured, setMeasured] = useState<api.ExportSizes | null>(null);
  const sizes = measured?.parts;
  const [taken, take] = useState<readonly api.ExportPart[]>([]);
  useEffect(() => {
    api.measureExport(opened.id).then(setMeasured, (error) => showToast(say(api.describeError(error))));
  }, [opened]);
  const without = OPTIONAL.filter((part) => !taken.includes(part));
  const turn = (part: api.ExportPart) =>
    take(taken.includes(part) ? taken.filter((one) => one !== part) : [...taken, part]);
  const total = PARTS.reduce((sum, part) => sum + (without.includes(part) ? 0 : (sizes?.[part].bytes ?? 0)), 0);
  const make = () => void download(opened, 'project.zip', without).then(() => onDone(measured!.file));
  return (
    <>
      <p>{t('exportInside')}</p>
      <ul class="export-parts">
        <li class="row">
          <Icon name="check" size="s" class="ok-text" />
          <span class="grow">{t('exportProgram')}</span>
        </li>
        {sizes &&
          PARTS.filter((part) => sizes[part].files).map((part) => (
            <li key={part}>
              {OPTIONAL.includes(part) ? (
                <label class="row">
                  <input type="checkbox" checked={taken.includes(part)} onChange={() => turn(part)} />
                  <PartLine part={part} sizes={sizes} />
                </label>
              ) : (
                <span class="row">
                  <Icon name="check" size="s" class="ok-text" />
                  <PartLine part={part} sizes={sizes} />
                </span>
              )}
            </li>
          ))}
      </ul>
      <p class="cap">{t('exportPeople')}</p>
      {sizes && sizes.models.files > 0 && <p class="cap">{t('exportStays')}</p>}
      <p>
        <button class="btn link" onClick={onHow}>
          {t('exportHowPython')}
        </button>
      </p>
      <div class="row dialog-foot">
        <span class="grow cap num" role="status">
          {sizes && t('exportTotal', { name: formatSize(total) })}
        </span>
        <button class="btn" onClick={onClose}>
          {t('cancel')}
        </button>
        <button class="btn pri" disabled={!measured} onClick={make}>
          {t('exportMake')}
        </button>
      </div>
    </>
  );
}

function PartLine({ part, sizes }: { part: api.ExportPart; sizes: Sizes }) {
  const { files, bytes } = sizes[part];
  return (
    <>
      <span class="grow">{t(`export_${part}`, { n: files })}</span>
      <span class="cap num">{formatSize(bytes)}</span>
    </>
  );
}

/** trained: its program trains, and what it trained is in the zip. */
const describeZip = (name: string, trained: boolean) => [
  t('exportZip1', { name }),
  t('exportZip2'),
  t(trained ? 'exportZipTrained' : 'exportZip3'),
];

function describePython(python: string): string[] {
  const name = findFolders(python).join(lang.value === 'zh' ? '、' : ', ');
  return [name ? t('exportPython2', { name }) : t('exportPython1'), t('exportPython3')];
}

interface TrainsProps {
  opened: ProjectStore;
  model: ModelFile | undefined;
  /** That it trains again stands above already. */
  said: boolean;
  onClose(): void;
}

/** A program with a training trains again elsewhere: with a model that is there, one that only uses it is offered. */
function Trains({ opened, model, said, onClose }: TrainsProps) {
  const make = () => {
    onClose();
    void beginProgram(opened, model!, model!.task as Task, false);
  };
  return (
    <div class="export-trains">
      {!said && <p>{t('exportTrains')}</p>}
      {model && (
        <>
          <p class="cap">{t('exportUseText')}</p>
          <button class="btn" onClick={make}>
            <Icon name="blocks" />
            <span>{t('exportUse')}</span>
          </button>
        </>
      )}
    </div>
  );
}

interface DoneProps {
  opened: ProjectStore;
  kind: Exclude<Step, 'choose'>;
  /** How the zip is called. */
  file: string;
  onZip(): void;
  onClose(): void;
}

/** What happened, where it is, and what is done with it there. */
function Done({ opened, kind, file, onZip, onClose }: DoneProps) {
  const model = useTrainedModels(opened).find((one) => one.kind === 'onnx');
  const trains = hasTraining(opened.program.value.python);
  const others = () => void loadPart(() => import('../lan/other_devices')).then((part) => part?.showOtherDevices());
  return (
    <>
      {kind !== 'how' && (
        <p class="row export-done" role="status">
          <Icon name="ok" class="ok-text" />
          <b>{kind === 'zip' ? t('exportedZip', { name: file }) : t('exportedPython')}</b>
        </p>
      )}
      <h3>{t('exportHow')}</h3>
      <ol class="export-steps">
        {(kind === 'zip'
          ? describeZip(file, trains && model !== undefined)
          : describePython(opened.program.value.python)
        ).map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ol>
      {kind !== 'zip' && (
        <button class="btn" onClick={onZip}>
          <Icon name="zip" />
          <span>{t('exportMake')}</span>
        </button>
      )}
      {trains && (
        <Trains opened={opened} model={model} said={kind === 'zip' && model !== undefined} onClose={onClose} />
      )}
      <h3>{t('exportShow')}</h3>
      <p class="cap">{t('exportShowText')}</p>
      <div class="row dialog-foot">
        <button
          class="btn"
          onClick={() => {
            onClose();
            others();
          }}
        >
          <Icon name="tablet" />
          <span>{t('tablet')}</span>
        </button>
        <span class="grow" />
        <button class="btn pri" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </>
  );
}
