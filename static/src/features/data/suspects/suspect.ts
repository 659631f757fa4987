/** A picture whose label is probably wrong (`sunmao/server/datasets/edits/label_suspects.py`). */

/** bars: how strongly it is suspected, 1 to 4. answer: what a person said; label: the one that it got. */
export interface Suspect {
  path: string;
  label: string;
  suggested: string;
  bars: number;
  answer: { kind: 'confirm' | 'relabel' | 'delete'; label: string | null; edit: string } | null;
}
