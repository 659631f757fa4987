/** Which data set, what it is, and its classes with how many pictures each has. */

import { ColorDot } from '../../components/color_dot';
import { Icon } from '../../components/icon';
import type { Dataset } from '../../lib/dataset_types';
import { t } from '../../lib/texts';
import { arrived } from '../import/upload';
import { formatSize, getClassKeys, getColor, getTaskName, hasLocations, isSorted, UNCOUNTED } from '../labels/labels';
import { DataChooser } from './data_chooser';
import { DatasetMenu } from './dataset_menu';
import { ClassMenu } from './editing/class_menu';
import type { DatasetStore } from './store';
import './samples/texts';
import './texts';

const ALL = {
  picture: 'allPictures',
  sentence: 'all_sentence',
  points: 'all_points',
  sound: 'all_sound',
  motion: 'all_motion',
} as const;
/** A class with less than this share of the largest one is marked: it is easily missed. */
const UNEVEN = 0.4;

export function ClassList({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { label, deleted } = store.filter.value;
  const relabels = store.edits.canRelabel();
  const keys = getClassKeys(set.classes.map((one) => one.name));
  const largest = Math.max(1, ...set.classes.map((one) => one.count ?? 0));
  return (
    <nav class="data-list" aria-label={t('dataSets')}>
      <div class={`row data-which ${arrived.value?.path === set.path ? 'arrived' : ''}`}>
        <DataChooser store={store} name={set.name} />
        <DatasetMenu store={store} set={set} />
      </div>
      <p class="data-facts cap">
        {set.task && <span class="pill">{getTaskName(set.task)}</span>}
        {(set.coming || set.pictures > 0) && <span class="num">{set.coming ? t('beingRead') : describeSize(set)}</span>}
        {set.locked && (
          <span class="row data-lock">
            <Icon name="lock" size="s" />
            {t('testLocked')}
          </span>
        )}
      </p>
      <ul class="data-classes">
        <li>
          <ClassButton
            all
            name={t(ALL[set.samples as keyof typeof ALL])}
            count={set.pictures}
            share={null}
            chosen={label === undefined && !deleted}
            // The counts are of what is not in the bin: so is what they lead to.
            onChoose={() => store.setFilter({ label: undefined, deleted: undefined })}
          />
        </li>
        {set.classes.map((one, at) => (
          <li key={one.name} class="data-class-row">
            {relabels && <kbd class="data-class-key">{keys[at]}</kbd>}
            <ClassButton
              name={one.name}
              color={hasLocations(set) ? getColor(set, one.name) : undefined}
              count={one.count}
              share={one.count === null ? null : one.count / largest}
              chosen={label === one.name}
              onChoose={() => store.setFilter({ label: label === one.name ? undefined : one.name, deleted: undefined })}
            />
            {relabels && isSorted(set) && <ClassMenu store={store} set={set} name={one.name} />}
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface ClassButtonProps {
  all?: boolean;
  name: string;
  /** Of its boxes over pictures. */
  color?: string;
  count: number | null;
  /** Of the largest class; null for all pictures, and where nobody has counted. */
  share: number | null;
  chosen: boolean;
  onChoose(): void;
}

function ClassButton({ all, name, color, count, share, chosen, onChoose }: ClassButtonProps) {
  return (
    <button class={`data-class ${all ? 'all' : ''}`} aria-pressed={chosen} title={name} onClick={onChoose}>
      {all && <Icon name="grid" />}
      <span class="data-class-name ell">
        {color && <ColorDot color={color} />}
        {name}
      </span>
      <span class="num data-class-count">{count === null ? UNCOUNTED : t('plainNumber', { m: count })}</span>
      {share !== null && (
        <span class="bar">
          <i class={share < UNEVEN ? 'few' : ''} style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </button>
  );
}

/** The size of the pictures that are in use, and of those in the bin. */
function describeSize({ bytes, bin_bytes }: Dataset): string {
  const size = formatSize(bytes - bin_bytes);
  return bin_bytes ? t('sizeAndBin', { name: size, more: formatSize(bin_bytes) }) : size;
}
