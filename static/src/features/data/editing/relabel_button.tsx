/** Gives pictures another label: one of the classes, or another number. */

import type { Dataset } from '../../../lib/dataset_types';
import { hasClasses } from '../../labels/labels';
import type { EditStore } from './edit_store';
import { countLabels, LabelMenu } from './label_menu';
import { NumberButton } from './number_button';

interface RelabelProps {
  edits: EditStore;
  set: Dataset;
  rows: { labels: string[] }[];
  kind: string;
  onLabel(label: string): void;
}

export function RelabelButton({ edits, set, rows, kind, onLabel }: RelabelProps) {
  const labels = countLabels(rows);
  if (edits.canRelabel()) return <LabelMenu set={set} labels={labels} kind={kind} onLabel={onLabel} />;
  if (!edits.canEdit() || hasClasses(set)) return null;
  const [same] = [...labels].find(([, count]) => count === 'all') ?? [''];
  return <NumberButton number={same} kind={kind} onNumber={onLabel} />;
}
