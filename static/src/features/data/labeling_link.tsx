/** The way to where pictures are labeled, where a set can be. */

import { Icon } from '../../components/icon';
import type { Dataset } from '../../lib/dataset_types';
import { makeLabelingUrl } from '../../lib/labeling_route';
import { t } from '../../lib/texts';
import { isSorted, isUndeclared } from '../labels/labels';
import type { DatasetStore } from './store';
import './texts';

interface LabelingLinkProps {
  store: DatasetStore;
  set: Dataset;
  /** The picture to begin with; without: the first one that has no labels. */
  path?: string;
  kind?: string;
  onGo?(): void;
}

/** Class folders are sorted on the wall itself. */
export function LabelingLink({ store, set, path, kind = 'btn', onGo }: LabelingLinkProps) {
  const sorted = isSorted(set) && !isUndeclared(set);
  if (set.builtin || set.problem || !set.pictures || sorted) return null;
  return (
    <a class={kind} href={makeLabelingUrl(store.opened.id, set.name, path)} onClick={onGo}>
      <Icon name="dashed" />
      <span>{t('labelByHand')}</span>
    </a>
  );
}
