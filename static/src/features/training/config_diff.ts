/** What differs between trainings: their settings and data by the names that a child knows. */

import type { Cell } from '../../lib/messages';
import { type Key, t } from '../../lib/texts';
import { countImages } from './history';
import type { TrainingRecord } from './types';
import './texts';
import '../../lib/common_texts';

const NAMES: { [name: string]: Key } = {
  model: 'pModel',
  weights: 'pWeights',
  pictures: 'pPictures',
  data: 'pData',
  epochs: 'pEpochs',
  lr: 'pLr',
  batch_size: 'pBatch',
  optimizer: 'pOptimizer',
  weight_decay: 'pDecay',
  seed: 'pSeed',
  device: 'pDevice',
  image_size: 'pSize',
  label_smoothing: 'pSmoothing',
  schedule: 'pSchedule',
  warmup: 'pWarmup',
  early_stop: 'pEarly',
  class_weights: 'pClassWeights',
  validate: 'pValidate',
  classes: 'pClasses',
  minutes: 'pMinutes',
  pretrained: 'pPretrained',
  checkpoint: 'pCheckpoint',
  clip: 'pClip',
  backbone_lr: 'pBackboneLr',
  policy: 'pPolicy',
  mixup: 'pMixup',
  cutmix: 'pCutmix',
  random_erasing: 'pErasing',
  flip: 'pFlip',
  rotate: 'pRotate',
  scale: 'pScale',
  shift: 'pShift',
  color: 'pColor',
  momentum: 'pMomentum',
  ema: 'pEma',
  sampling: 'pSampling',
  frozen: 'pFrozen',
  deterministic: 'pDeterministic',
  processes: 'pProcesses',
  teacher: 'pTeacher',
  temperature: 'pTemperature',
  teacher_share: 'pTeacherShare',
  budget: 'pBudget',
  budget_of: 'pBudgetOf',
};
/** What a child changes most stands first. */
const ORDER = Object.keys(NAMES);

export interface Setting {
  name: string;
  label: string;
  values: string[];
  differs: boolean;
}

/** The settings of trainings beside one another, those that differ first. */
export function compareSettings(records: TrainingRecord[]): Setting[] {
  // The name of a data set says enough, unless its pictures were exchanged.
  const sets = new Set(records.map((one) => one.whole?.began.dataset.path));
  const hashes = new Set(records.map((one) => one.whole?.began.dataset.hash));
  const all = records.map((one) => collectValues(one, sets.size < hashes.size));
  const names = [...new Set(all.flatMap((one) => [...one.keys()]))];
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return names
    .map((name) => {
      const values = all.map((one) => one.get(name) ?? '–');
      return { name, label: getLabel(name), values, differs: new Set(values).size > 1 };
    })
    .filter((one) => one.values.some((value) => value !== '–')) // what nobody said
    .sort((a, b) => Number(b.differs) - Number(a.differs) || rank(a.name) - rank(b.name));
}

/**
 * What was changed from one training to the next beside the model and the dice, in a few words, as far as it is known.
 */
export function describeChanges(before: TrainingRecord | null, now: TrainingRecord): string[] {
  if (!before?.whole || !now.whole) return [];
  return compareSettings([before, now])
    .filter((one) => one.differs && one.name !== 'model' && one.name !== 'seed')
    .map((one) => t('changed', { name: one.label, a: one.values[0], b: one.values[1] }));
}

function collectValues(record: TrainingRecord, hashed: boolean): Map<string, string> {
  const found = new Map([['model', record.row.model]]);
  const began = record.whole?.began;
  if (!began) return found;
  const { dataset } = began;
  found.set('pictures', String(countImages(began)));
  found.set('classes', String(dataset.classes?.length ?? '–'));
  found.set('data', hashed ? `${dataset.path} · ${dataset.hash.slice(0, 4)}` : dataset.path);
  for (const [name, value] of Object.entries(began.parameters)) found.set(name, formatValue(value));
  return found;
}

function getLabel(name: string): string {
  return Object.hasOwn(NAMES, name) ? t(NAMES[name]) : name;
}

function formatValue(value: Cell): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(4))) : String(value);
}
