/** The classes: each with its takes as the model gets them, and the button that records one more. */

import { makeHoldPointer } from '../../../../components/hold';
import { Icon } from '../../../../components/icon';
import type { MotionClass } from '../../../../lib/dataset_types';
import { type Key, say, t } from '../../../../lib/texts';
import { CurveTile, describeCurve } from '../../../data/samples/curves';
import { Trouble } from '../../panels/class_card';
import type { NextStep } from '../../panels/next_step';
import { SampleCards, SampleFiles } from '../../panels/sample_cards';
import type { MotionStore } from './motion_store';
import './texts';
import '../../texts';
import '../../../motion/texts';

const WORDS = { count: 'motionCount', none: 'motionNone', emptying: 'motionEmpty', takeOut: 'motionRemove' } as const;
const AXES: readonly Key[] = ['axisLeftRight', 'axisFrontBack', 'axisUpDown'];

interface CardsProps {
  store: MotionStore;
  classes: MotionClass[];
  next: NextStep;
}

export function ClassCards({ store, classes, next }: CardsProps) {
  return (
    <SampleCards
      store={store}
      classes={classes}
      next={next}
      words={WORDS}
      room={{ wide: 6, narrow: 4 }}
      describeTile={({ file, curve }, { name }, n) => ({
        key: file,
        name: describeTake(name, n, curve),
        picture: <CurveTile curve={curve} />,
        takeOut: () => void store.removeTake(file),
      })}
      showTools={({ name }, number, filled) => (
        <>
          <RecordButton store={store} number={number} filled={filled} />
          <SampleFiles
            store={store}
            name={name}
            accept=".csv,.json,.cbor,text/csv"
            icon="fileText"
            words="motionFiles"
            called="motionFilesOf"
          />
        </>
      )}
    />
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

/** "wave 2, left–right, six swings". */
function describeTake(name: string, n: number, curve: number[][]): string {
  const found = describeCurve(curve);
  return found
    ? t('motionTile', { name, n: String(n), axis: t(AXES[found.axis]), swings: String(found.swings) })
    : t('motionTileStill', { name, n: String(n) });
}

/** What was assumed of files, and what went wrong. */
export function Told({ store }: { store: MotionStore }) {
  return (
    <>
      <Trouble text={store.trouble.value} />
      {store.assumed.value && (
        <p class="teach-note warn" role="status">
          {say(store.assumed.value)}
        </p>
      )}
    </>
  );
}
