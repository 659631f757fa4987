/** What model files are called for people: their names on the disk are made for programs. */

import { t } from '../../lib/texts';
import './texts';

const BEST = /^best_.*_epoch_(\d+)\.pth$/;
const PASSING = /^epoch_(\d+)\.pth$/;

/** The folder of a training with the epoch that is kept, else the file's name without its ending. */
export function getModelName(path: string): string {
  const [file, folder = ''] = path.split('/').reverse();
  const name = ['models', 'checkpoints', ''].includes(folder) ? t('modelTraining') : folder;
  const [best, passing] = [BEST.exec(file), PASSING.exec(file)];
  if (best) return t('modelBest', { name, n: best[1] });
  if (passing) return t('modelEpoch', { name, n: passing[1] });
  return file === 'latest.pth' ? t('modelLatest', { name }) : file.replace(/\.(?:onnx|pth)$/, '');
}
