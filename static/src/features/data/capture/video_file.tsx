/** A film as the source: the studio takes a picture out of it every few seconds. */

import { type Signal, signal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import { pollJob } from '../../../lib/job_polling';
import { t } from '../../../lib/texts';
import * as calls from './api';
import type { CaptureSession } from './capture_session';
import { IntervalChoice } from './image_options';
import { getSettings, updateSettings } from './settings';
import './texts';

const INTERVALS = [0.2, 0.5, 1, 2, 5, 10];

export function VideoFile({ project, collector }: { project: string; collector: CaptureSession }) {
  const settings = getSettings(project).value;
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const stop = useRef<Signal<boolean>>(signal(false));
  const choose = ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    setFile(input.files?.[0] ?? null);
    input.value = '';
  };
  const take = async () => {
    stop.current = signal(false);
    collector.begin();
    setShare(0);
    try {
      const { job } = await calls.startFrameExtraction(
        project,
        collector.set,
        collector.label.peek()!,
        file!,
        settings.every,
        settings,
      );
      const ended = await pollJob<{ paths: string[] }>(project, job, stop.current, ({ done, total }) =>
        setShare(total ? done / total : 0),
      );
      if (ended.result) {
        collector.handleSaved(ended.result.paths);
        showToast(t('colFilmDone', { n: ended.result.paths.length }));
      }
      collector.trouble.value = ended.text;
    } catch (error) {
      collector.handleError(error);
    }
    setShare(null);
    collector.finish();
  };
  const unnamed = collector.label.value === null;
  return (
    <div class="col-drop">
      <Icon name="play" size="l" class="mut" />
      <p>{t(unnamed ? 'colFirst' : 'colFilmText')}</p>
      <label class={`btn ${file || unnamed ? '' : 'pri'}`}>
        <Icon name="folder" />
        <span class="ell">{file?.name ?? t('colChooseFilm')}</span>
        <input class="sr" type="file" accept="video/*" disabled={share !== null || unnamed} onChange={choose} />
      </label>
      <IntervalChoice
        words={t('colInterval')}
        value={settings.every}
        choices={INTERVALS}
        onChoose={(every) => updateSettings(project, { every })}
      />
      {share === null ? (
        <button class={`btn ${file ? 'pri' : ''}`} disabled={!file || unnamed} onClick={() => void take()}>
          {t('colTakeOut')}
        </button>
      ) : (
        <>
          <div
            class="bar"
            role="progressbar"
            aria-label={t('colSending')}
            aria-valuenow={Math.round(100 * share)}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            <i style={{ width: `${100 * share}%` }} />
          </div>
          <button class="btn" onClick={() => (stop.current.value = true)}>
            {t('colStop')}
          </button>
        </>
      )}
    </div>
  );
}
