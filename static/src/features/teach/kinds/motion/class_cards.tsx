/** The classes: each with its takes as the model gets them, and the button that records one more. */

import { FileChooser } from '../../../../components/files/file_chooser';
import { SkippedFileList } from '../../../../components/files/skipped_files';
import { makeHoldPointer } from '../../../../components/hold';
import { Icon } from '../../../../components/icon';
import { Menu, MenuItem } from '../../../../components/menu';
import type { MotionClass } from '../../../../lib/dataset_types';
import { type Key, say, t } from '../../../../lib/texts';
import { CurveTile, describeCurve } from '../../../data/samples/curves';
import { CardHead, ClassColumn } from '../../panels/class_card';
import type { NextStep } from '../../panels/next_step';
import { countTraining, MIN_SAMPLES } from '../../taught_store';
import type { MotionStore } from './motion_store';
import './texts';
import '../../texts';
import '../../../motion/texts';
import '../../../../lib/common_texts';

/** Takes in a row, the rest with them; fewer where the page is narrow. */
const most = () => (innerWidth < 1200 && innerWidth > 899 ? 4 : 6);
const AXES: readonly Key[] = ['axisLeftRight', 'axisFrontBack', 'axisUpDown'];

interface CardsProps {
  store: MotionStore;
  classes: MotionClass[];
  next: NextStep;
}

export function ClassCards({ store, classes, next }: CardsProps) {
  const lacking = classes.findIndex((one) => countTraining(one) < MIN_SAMPLES);
  return (
    <ClassColumn onAdd={() => void store.addClass()}>
      {classes.map((row, number) => (
        <Card
          key={row.name}
          store={store}
          row={row}
          number={number}
          last={classes.length < 3}
          filled={next === 'take' && number === lacking}
        />
      ))}
    </ClassColumn>
  );
}

interface CardProps {
  store: MotionStore;
  row: MotionClass;
  number: number;
  /** One of the two classes that must stay. */
  last: boolean;
  filled: boolean;
}

function Card({ store, row, number, last, filled }: CardProps) {
  const active = store.active.value === number;
  const left = store.leftOut.value?.label === row.name ? store.leftOut.value.files : null;
  return (
    <article class={`panel teach-card hands-card ${active ? 'active' : ''}`} aria-label={row.name}>
      <CardHead
        name={row.name}
        count={t('motionCount', { n: countTraining(row) })}
        filled={row.count > 0}
        last={last}
        emptying="motionEmpty"
        onRename={(name) => void store.rename(row.name, name)}
        onRemove={(what) => void store.remove(row.name, what)}
      />
      <Tiles store={store} row={row} />
      {left && (
        <div class="teach-trouble" role="alert">
          <SkippedFileList files={left} unfolded />
        </div>
      )}
      <div class="row hands-tools">
        <RecordButton store={store} number={number} filled={filled} />
        <Files store={store} row={row} />
      </div>
    </article>
  );
}

function RecordButton({ store, number, filled }: { store: MotionStore; number: number; filled: boolean }) {
  const mine = store.active.value === number;
  const held = mine && store.held.value;
  const counting = mine ? store.counting.value : null;
  const release = () => store.release();
  const words = held && store.counting.value === null ? t('motionMore') : t('motionRecord');
  return (
    <button
      class={`btn hold teach-hold motion-record ${filled ? 'pri' : ''} ${counting === 0 ? 'held' : ''}`}
      disabled={store.test.turn.value !== null || (!mine && store.counting.value !== null)}
      title={t('motionHold')}
      {...makeHoldPointer({ down: () => void store.press(number), release, leave: release })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.repeat) return;
        event.preventDefault();
        void store.press(number).then(release);
        release();
      }}
    >
      <Icon name="timer" />
      <span>{counting === null ? words : counting ? t('motionIn', { n: counting }) : t('motionNow')}</span>
    </button>
  );
}

function Tiles({ store, row }: { store: MotionStore; row: MotionClass }) {
  const count = countTraining(row);
  if (!count) return <p class="cap hands-none">{t('motionNone')}</p>;
  const shown = row.newest.slice(0, count > most() ? most() - 1 : most());
  return (
    <ul class="hands-tiles">
      {shown.map(({ file, curve }, at) => (
        <li key={file}>
          <Menu
            label={describeTake(row.name, Math.max(1, count - at), curve)}
            class="hands-tile-button"
            align="left"
            button={<CurveTile curve={curve} />}
          >
            <MenuItem icon="trash" label={t('motionRemove')} onChoose={() => void store.removeTake(file)} />
          </Menu>
        </li>
      ))}
      {count > shown.length && <li class="teach-rest num hands-rest">+{count - shown.length}</li>}
    </ul>
  );
}

/** "wave 2, left–right, six swings". */
function describeTake(name: string, n: number, curve: number[][]): string {
  const found = describeCurve(curve);
  return found
    ? t('motionTile', { name, n: String(n), axis: t(AXES[found.axis]), swings: String(found.swings) })
    : t('motionTileStill', { name, n: String(n) });
}

function Files({ store, row }: { store: MotionStore; row: MotionClass }) {
  return (
    <FileChooser
      class="btn"
      multiple
      accept=".csv,.json,.cbor,text/csv"
      aria-label={t('motionFilesOf', { name: row.name })}
      onFiles={(files) => void store.addFiles(row.name, files)}
    >
      <Icon name="fileText" />
      <span>{t('motionFiles')}</span>
    </FileChooser>
  );
}

/** What was assumed of files, and what went wrong. */
export function Told({ store }: { store: MotionStore }) {
  return (
    <>
      {store.trouble.value && (
        <p class="row teach-trouble" role="alert">
          <Icon name="alert" class="bad-text" />
          <span>{say(store.trouble.value)}</span>
        </p>
      )}
      {store.assumed.value && (
        <p class="teach-note warn" role="status">
          {say(store.assumed.value)}
        </p>
      )}
    </>
  );
}
