/**
 * Collecting: a camera, a film or files fill the classes of a data set, and each class shows how many pictures it has
 * on the disk.
 */

import { useEffect, useMemo } from 'preact/hooks';
import { Icon, type IconName } from '../../../components/icon';
import { Tabs } from '../../../components/tabs';
import type { Dataset } from '../../../lib/dataset_types';
import { makeLabelingUrl } from '../../../lib/labeling_route';
import { type Key, say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { canCollect, hasClassFolders } from '../../labels/labels';
import { TrainWithButton } from '../../project/train_with';
import { BrowserCamera } from './browser_camera';
import { CaptureSession } from './capture_session';
import { ClassPicker } from './classes';
import { ComputerCamera } from './computer_camera';
import { FileDrop } from './files';
import { HoldButton, useKeys } from './hold_button';
import { ImageOptionControls } from './image_options';
import { getSettings, type Source, updateSettings } from './settings';
import { VideoFile } from './video_file';
import './texts';
import '../texts';

const SOURCES: Record<Source, { icon: IconName; label: Key }> = {
  own: { icon: 'camera', label: 'colOwn' },
  computer: { icon: 'usb', label: 'colComputer' },
  film: { icon: 'play', label: 'colFilm' },
  files: { icon: 'image', label: 'colFiles' },
};

interface CaptureViewProps {
  opened: ProjectStore;
  set: Dataset;
  /** The class to begin with; null: the first. */
  label: string | null;
  /** Pictures were added. */
  onTaken(): void;
  onClose(): void;
}

/** Shown in place of the grid of pictures. */
export function CaptureView({ opened, set, label, onTaken, onClose }: CaptureViewProps) {
  const collector = useMemo(() => new CaptureSession(opened.id, set.name, onTaken), [opened, set.name]);
  useEffect(() => {
    if (label !== null) collector.label.value = label;
    void collector.load();
    return () => collector.dispose();
  }, [collector]);
  const { source } = getSettings(opened.id).value;
  const live = source === 'own' || source === 'computer';
  const panel = useKeys(collector, live);
  const choose = (next: Source) => {
    collector.endBurst();
    updateSettings(opened.id, { source: next });
  };
  const fits = canCollect(set);
  const sorted = hasClassFolders(set);
  return (
    <div class="collect" ref={panel}>
      <header class="row col-head">
        <h2 class="ell grow">{t('colInto', { name: set.name })}</h2>
        {fits && <Tabs all={SOURCES} prefix="col" label={t('colFrom')} chosen={source} onChoose={choose} />}
        {collector.taken.value && collector.phase.value === 'rest' && (
          <TrainWithButton opened={opened} path={set.path} task={set.task} />
        )}
        {!sorted && collector.total.value > 0 && collector.phase.value === 'rest' && (
          <a class="btn" href={makeLabelingUrl(opened.id, set.name)} onClick={onClose}>
            <Icon name="dashed" />
            <span>{t('labelByHand')}</span>
          </a>
        )}
        <button class="btn" onClick={onClose}>
          <Icon name="check" />
          <span>{t('colDone')}</span>
        </button>
      </header>
      {fits ? (
        <div class="col-body">
          <div class="col-left" id="col-panel" role="tabpanel" aria-label={t(SOURCES[source].label)}>
            {source === 'own' && <BrowserCamera project={opened.id} collector={collector} />}
            {source === 'computer' && <ComputerCamera project={opened.id} collector={collector} />}
            {source === 'film' && <VideoFile project={opened.id} collector={collector} />}
            {source === 'files' && <FileDrop collector={collector} />}
          </div>
          <div class="col-right">
            {collector.loaded.value &&
              (sorted ? <ClassPicker collector={collector} /> : <Unlabeled collector={collector} />)}
            {live && (
              <HoldButton project={opened.id} collector={collector} keys={sorted ? 'colHoldKey' : 'colHoldSpace'} />
            )}
            <Trouble collector={collector} />
            {source !== 'files' && <ImageOptionControls project={opened.id} live={live} />}
            <RecentShots collector={collector} />
            <p class="cap col-kept">{t('colKept')}</p>
          </div>
        </div>
      ) : (
        <p class="empty">{t('colNotHere')}</p>
      )}
    </div>
  );
}

/** Pictures whose labels come later. */
function Unlabeled({ collector }: { collector: CaptureSession }) {
  return (
    <section class="col-unlabeled">
      <h3>{t('colHas', { n: collector.total.value })}</h3>
      <p class="cap">{t('colLater')}</p>
    </section>
  );
}

function Trouble({ collector }: { collector: CaptureSession }) {
  const trouble = collector.trouble.value;
  return (
    trouble && (
      <p class="row col-trouble" role="alert">
        <Icon name="alert" class="bad-text" />
        <span>{say(trouble)}</span>
      </p>
    )
  );
}

/** What the newest burst has brought, and the way back. */
function RecentShots({ collector }: { collector: CaptureSession }) {
  const [count, shots] = [collector.burst.value.length, collector.shots.value];
  const resting = collector.phase.value === 'rest';
  if (!count) return null;
  return (
    <section class="col-taken" aria-label={t('colLast')}>
      <p class="row">
        <span class="grow" role="status">
          {t('colTaking', { n: count })}
        </span>
        <button class="btn" disabled={!resting} onClick={() => void collector.deleteBurst()}>
          <Icon name="reset" />
          <span>{t('colUndo', { n: count })}</span>
        </button>
      </p>
      <ul class="col-shots">
        {shots.map(({ path, address }, number) => (
          <li key={path}>
            <img src={address} alt={t('colShot', { n: count - shots.length + number + 1 })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
