/** The samples of a data set of points: each drawn as the model gets it. */

import type { Dataset } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getSplitName } from '../../labels/labels';
import type { DatasetStore } from '../store';
import { changePoints, fetchPointSamples } from './api';
import { SampleList, type SampleListWords, SampleTile } from './sample_list';
import { Tile } from './skeleton';
import './texts';

const WORDS: SampleListWords = {
  icon: 'hand',
  shown: 'pointsShown',
  all: 'pointsAll',
  none: 'pointsNone',
  noneText: 'pointsNoneText',
  removed: 'pointRemoved',
};

export function PointList({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { id } = store.opened;
  return (
    <SampleList
      store={store}
      set={set.name}
      words={WORDS}
      fetch={(label, offset, limit) => fetchPointSamples(id, set.name, label, offset, limit)}
      remove={({ label, row, points }) => changePoints(id, set.name, { do: 'remove_sample', label, row, points })}
      restore={(removed) => changePoints(id, set.name, { do: 'restore', removed })}
      showTile={(one, { what }, _, onTakeOut) => (
        <SampleTile
          key={one.row}
          // The first row of a table has the names of its columns.
          label={[t('pointOf', { name: one.label, n: String(one.row - 1) }), getSplitName(one.split)].join(', ')}
          test={one.split === 'test'}
          fixed={set.builtin}
          onTakeOut={onTakeOut}
        >
          <Tile what={what} points={one.points} />
        </SampleTile>
      )}
    />
  );
}
