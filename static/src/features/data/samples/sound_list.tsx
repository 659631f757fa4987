/** The samples of a data set of sounds: each drawn as the model gets it, and heard. */

import type { Dataset } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getSplitName } from '../../labels/labels';
import type { DatasetStore } from '../store';
import { changeSounds, fetchSoundSamples } from './api';
import { SampleList, type SampleListWords } from './sample_list';
import { SoundMenu } from './sound_menu';
import './texts';

const WORDS: SampleListWords = {
  icon: 'audioLines',
  shown: 'soundsShown',
  all: 'soundsAll',
  none: 'soundsNoneYet',
  noneText: 'soundsNoneText',
  removed: 'soundRemoved',
};

export function SoundList({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { id } = store.opened;
  return (
    <SampleList
      store={store}
      set={set.name}
      words={WORDS}
      fetch={(label, offset, limit) => fetchSoundSamples(id, set.name, label, offset, limit)}
      remove={({ label, path }) => changeSounds(id, set.name, { do: 'remove_sample', label, path })}
      restore={(removed) => changeSounds(id, set.name, { do: 'restore', removed })}
      showTile={(one, _, behind, onTakeOut) => (
        <li key={one.path} class="sound-large">
          <SoundMenu
            project={id}
            path={`data/${set.name}/${one.path}`}
            size={160}
            test={one.split === 'test'}
            label={[t('pointOf', { name: one.label, n: String(behind) }), getSplitName(one.split)].join(', ')}
            onTakeOut={set.builtin ? undefined : onTakeOut}
          />
        </li>
      )}
    />
  );
}
