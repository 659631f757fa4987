/** What the nearest rows say, in words. */

import type { CurvePlace, LearnedMark, TableAbout, TableNearest, TablePlane } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { findColumn } from '../chart/scales';
import { formatCell } from '../marks';
import { describeAnswer } from '../tree/tree_words';
import '../texts';
import './texts';

/** Standard deviations of counts within which a difference may be chance. */
const CHANCE = 2;

export interface VoteWords {
  answer: string;
  votes: string;
}

export function describeVotes(about: TableAbout, plane: TablePlane, nearest: TableNearest): VoteWords {
  const { counts, low, high } = nearest;
  const target = findColumn(about, about.target)!;
  const votes = plane.classes.length
    ? plane.classes.flatMap((name, at) => (counts[at] ? `${name} ${counts[at]}` : [])).join(t('numberComma'))
    : t('neighborsBetween', { a: formatCell(target, low), b: formatCell(target, high) });
  return { answer: describeAnswer(about, nearest), votes };
}

/** How many rows are guessed right, or by how much they are missed. */
export function describeRight(about: TableAbout, { right, miss }: LearnedMark): string {
  if (right !== null) return t('neighborsRight', { n: right });
  const target = findColumn(about, about.target)!;
  return t('neighborsMiss', { v: miss === null ? '–' : formatCell(target, miss, 1) });
}

/** How the chosen number of neighbors compares with the best other one of the curve, on new rows. */
export function describeDifference({ k, fresh, curve }: TablePlane): string {
  const best = curve.filter((one) => one.k !== k).reduce<CurvePlace | null>(findBetter, null);
  if (fresh.right === null || !fresh.total || !best) return '';
  const apart = fresh.right - (best.fresh.right ?? 0);
  if (!apart) return t('neighborsSame', { a: k, b: best.k });
  const share = (fresh.right + 1) / (fresh.total + 2);
  const chance = CHANCE * Math.sqrt(fresh.total * share * (1 - share));
  const n = Math.abs(apart);
  if (n <= chance) return t('neighborsLuck', { a: k, b: best.k, n });
  const [a, b] = apart > 0 ? [k, best.k] : [best.k, k];
  return t('neighborsApart', { a, b, n });
}

const findBetter = (best: CurvePlace | null, one: CurvePlace) =>
  best && (best.fresh.right ?? 0) >= (one.fresh.right ?? 0) ? best : one;
