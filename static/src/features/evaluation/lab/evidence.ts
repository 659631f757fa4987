/** What the training pictures nearest to a mistake say about how it can be mended. */

import type { NearestAnswer, Remedy } from './lab_types';

/** Of fewer near pictures nothing is concluded. */
const ENOUGH = 4;
/** So large a share that agrees on another label speaks against the one that the picture has: seven of eight. */
const AGREED = 7 / 8;
/** At most this share of its own class among the near ones is little. */
const FEW = 0.25;

export type Reason = 'blurred' | 'dark' | 'against' | 'few' | 'mixed' | 'unknown';

/** order: what helps most first. suggested: what its label should be, if that is wrong. */
export interface Evidence {
  reason: Reason;
  order: Remedy[];
  suggested: string;
  /** Near pictures with its label, with the label that most of them have, and all near ones. */
  own: number;
  agreed: number;
  all: number;
}

/** label: of the picture; said: by the model. found: null where nothing could be compared. */
export function weighEvidence(found: NearestAnswer | null, label: string, said: string): Evidence {
  const near = found?.nearest ?? [];
  const count = (wanted: string) => near.filter((one) => one.label === wanted).length;
  const [most = ''] = near.map((one) => one.label).sort((a, b) => count(b) - count(a));
  const counts = { own: count(label), agreed: count(most), all: near.length };
  const conclude = (reason: Reason, first: Remedy, suggested = said): Evidence => ({
    reason,
    order: [first, ...(['more', 'label', 'leave'] as const).filter((one) => one !== first)],
    suggested,
    ...counts,
  });
  if (found?.blurred) return conclude('blurred', 'leave');
  if (found?.dark) return conclude('dark', 'leave');
  if (near.length < ENOUGH) return conclude('unknown', 'more');
  if (most !== label && counts.agreed >= AGREED * counts.all) return conclude('against', 'label', most);
  return conclude(counts.own <= FEW * counts.all ? 'few' : 'mixed', 'more');
}

/**
 * The remedy that the evidence speaks for, if it can be done. Nothing speaks for the next one where it cannot: pictures
 * of a sample cannot be taken anew, which makes their labels no worse.
 */
export function findRemedy({ reason, order }: Evidence, isPossible: (remedy: Remedy) => boolean): Remedy | undefined {
  return reason !== 'unknown' && isPossible(order[0]) ? order[0] : undefined;
}
