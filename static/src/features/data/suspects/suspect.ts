/** A picture whose label is probably wrong (`sunmao/server/datasets/edits/label_suspects.py`). */

export type { LabelComparison, Lookalikes, Suspect } from '../../../lib/dataset_types';

/**
 * label: the one in doubt. bars: how strongly it is suspected, 1 to 4.
 * answer: what has become of it since; label: the one that it got; edit:
 * what takes that back, null where more than this picture would change.
 */
