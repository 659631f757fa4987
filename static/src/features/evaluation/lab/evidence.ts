/** What the training pictures nearest to a mistake say about how it can be mended. */

import { type Key, t } from '../../../lib/texts';
import type { NearestAnswer, Remedy } from './lab_types';
import './texts';

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
  const suggested = most === label ? '' : most;
  return weighCounts(found, { own: count(label), agreed: count(most), all: near.length }, suggested, said);
}

type IsNear = (label: string) => boolean;

/** The same of labels that are nearer or farther. isOwn: near the label of the picture; isSaid: near the answer. */
export function weighNear(found: NearestAnswer | null, isOwn: IsNear, isSaid: IsNear): Evidence {
  const near = (found?.nearest ?? []).map((one) => one.label);
  const counts = { own: near.filter(isOwn).length, agreed: near.filter(isSaid).length, all: near.length };
  return weighCounts(found, counts, counts.own < counts.agreed ? 'said' : '', '');
}

/** other: what most of the near ones are, '' where that is as its label. */
function weighCounts(
  found: NearestAnswer | null,
  counts: Pick<Evidence, 'own' | 'agreed' | 'all'>,
  other: string,
  said: string,
): Evidence {
  const conclude = (reason: Reason, first: Remedy, suggested = said): Evidence => ({
    reason,
    order: [first, ...(['more', 'label', 'leave'] as const).filter((one) => one !== first)],
    suggested,
    ...counts,
  });
  if (found?.blurred) return conclude('blurred', 'leave');
  if (found?.dark) return conclude('dark', 'leave');
  if (counts.all < ENOUGH) return conclude('unknown', 'more');
  if (other && counts.agreed >= AGREED * counts.all) return conclude('against', 'label', other);
  return conclude(counts.own <= FEW * counts.all ? 'few' : 'mixed', 'more');
}

/** The sentences of what is compared: pictures, or things in them. */
export type EvidenceWords = Record<'against' | 'mostAgainst' | 'none' | 'few' | 'mixed', Key>;

/** What the evidence says, in a sentence. label: what is compared; against: what speaks against it. */
export function describeEvidence(found: Evidence, words: EvidenceWords, label: string, against: string): string {
  const { reason, suggested, own, agreed, all } = found;
  switch (reason) {
    case 'blurred':
      return t('labWhyBlurred');
    case 'dark':
      return t('labWhyDark');
    case 'against':
      return agreed < all
        ? t(words.mostAgainst, { m: all, n: agreed, b: suggested })
        : t(words.against, { m: all, b: against });
    case 'few':
    case 'mixed':
      return own ? t(words[reason], { m: all, n: own, a: label }) : t(words.none, { m: all, a: label });
    default:
      return t('labWhyUnknown');
  }
}

/**
 * The remedy that the evidence speaks for, if it can be done. Nothing speaks for the next one where it cannot: pictures
 * of a sample cannot be taken anew, which makes their labels no worse.
 */
export function findRemedy({ reason, order }: Evidence, isPossible: (remedy: Remedy) => boolean): Remedy | undefined {
  return reason !== 'unknown' && isPossible(order[0]) ? order[0] : undefined;
}
