/** The classes: each with its samples as the model gets them, and the button that is held to record more. */

import type { PointClass } from '../../../../lib/dataset_types';
import { say, t } from '../../../../lib/texts';
import { Tile } from '../../../data/samples/skeleton';
import { HoldButton } from '../../camera_stage';
import type { NextStep } from '../../panels/next_step';
import { SampleCards, SampleFiles } from '../../panels/sample_cards';
import type { HandsStore } from './hands_store';
import './texts';
import '../../texts';

const WORDS = { count: 'handsCount', none: 'handsNone', emptying: 'handsEmpty', takeOut: 'handsRemove' } as const;

interface CardsProps {
  store: HandsStore;
  classes: PointClass[];
  next: NextStep;
}

export function ClassCards({ store, classes, next }: CardsProps) {
  const what = store.program.value?.what ?? 'hand';
  return (
    <SampleCards
      store={store}
      classes={classes}
      next={next}
      words={WORDS}
      room={{ wide: 9, narrow: 6 }}
      describeTile={({ row, points }, { name }, n) => ({
        key: row,
        name: t('handsTile', { name, n: String(n) }),
        picture: <Tile what={what} points={points} />,
        takeOut: () => void store.removeSample(name, row, points),
      })}
      showTools={(row, number, filled) => <Tools store={store} row={row} number={number} filled={filled} />}
    />
  );
}

interface ToolsProps {
  store: HandsStore;
  row: PointClass;
  number: number;
  filled: boolean;
}

function Tools({ store, row, number, filled }: ToolsProps) {
  const hold = store.makeHold(number);
  const missed = hold.held.value ? store.missed.value : null;
  return (
    <>
      <HoldButton
        store={hold}
        filled={filled}
        disabled={store.test.turn.value !== null}
        icon="hand"
        label={t('handsHold')}
      />
      <SampleFiles
        store={store}
        name={row.name}
        accept="image/jpeg,image/png"
        icon="image"
        words="handsFiles"
        called="handsFilesOf"
      />
      {missed && (
        <span class="cap hands-missed" role="status">
          {say(missed)}
        </span>
      )}
    </>
  );
}
