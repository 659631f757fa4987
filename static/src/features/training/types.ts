/** What the training view knows of a training, and what it is measured by. */

import type { RunRow, TrainingHistory, TrainingRow } from '../../lib/types';

export type Ending = 'running' | 'finished' | 'early' | 'stopped' | 'error' | 'broken';

export interface TrainingRecord {
  key: string;
  /** Counts all trainings of the project, from 1. */
  number: number;
  run: RunRow;
  row: TrainingRow;
  ending: Ending;
  /** What is known beyond the list, once it was asked for. */
  whole: TrainingHistory['trainings'][number] | null;
  /** The run's last training, which can go on where it broke off. */
  resumable: boolean;
  tested: boolean;
}

export type Measure = 'accuracy' | 'mAP' | 'mIoU' | 'mae' | 'loss';
