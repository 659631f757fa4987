/** A picture whose label is probably wrong (`sunmao/server/datasets/edits/label_suspects.py`). */

/** Two classes that are hardly told apart. confused: how many of their pictures are taken for the other's. */
export interface Lookalikes {
  first: string;
  second: string;
  confused: number;
  pictures: number;
  examples: string[];
}

/**
 * label: the one in doubt. bars: how strongly it is suspected, 1 to 4.
 * answer: what has become of it since; label: the one that it got; edit:
 * what takes that back, null where more than this picture would change.
 */
export interface Suspect {
  path: string;
  label: string;
  suggested: string;
  bars: number;
  answer: { kind: 'confirm' | 'relabel' | 'delete'; label: string | null; edit: string | null } | null;
}

/** When labels were compared last, as ISO 8601, null where nobody noted it. changed: labels that are others since. */
export interface LabelComparison {
  at: string | null;
  changed: number;
}
