/** The takes of a data set of movements: three small curves each. */

import type { Dataset } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getSplitName } from '../../labels/labels';
import type { DatasetStore } from '../store';
import { CurveTile } from './curves';
import { changeMotions, fetchMotionTakes } from './motion_api';
import { SampleList, type SampleListWords, SampleTile } from './sample_list';
import './texts';

const WORDS: SampleListWords = {
  icon: 'activity',
  shown: 'pointsShown',
  all: 'pointsAll',
  none: 'pointsNone',
  noneText: 'motionsNoneText',
  removed: 'pointRemoved',
};

const nameTake = (file: string) => file.split('/').pop()!.replace('.csv', '');

export function MotionList({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { id } = store.opened;
  return (
    <SampleList
      store={store}
      set={set.name}
      words={WORDS}
      fetch={async (label, offset, limit) => {
        const { takes, ...rest } = await fetchMotionTakes(id, set.name, label, offset, limit);
        return { ...rest, samples: takes };
      }}
      remove={({ file }) => changeMotions(id, set.name, { do: 'remove_take', file })}
      restore={(removed) => changeMotions(id, set.name, { do: 'restore', removed })}
      showTile={(one, { own }, _, onTakeOut) => (
        <SampleTile
          key={one.file}
          label={[t('pointOf', { name: one.label, n: nameTake(one.file) }), getSplitName(one.split)].join(', ')}
          test={one.split === 'test'}
          fixed={!own || set.builtin}
          onTakeOut={onTakeOut}
        >
          <CurveTile curve={one.curve} />
        </SampleTile>
      )}
    />
  );
}
