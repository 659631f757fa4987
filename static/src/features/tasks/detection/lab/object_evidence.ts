/** What the things of the training pictures that are nearest to a mistake say about how it can be mended. */

import { type Evidence, weighEvidence } from '../../../evaluation/lab/evidence';
import type { NearestAnswer } from '../../../evaluation/lab/lab_types';
import type { ObjectMistake } from './object_mistake';

/** Of a thing that is there: as of a picture. Of one that is not: whether all that looks like it is such a thing. */
export function weighThing(found: NearestAnswer | null, { kind, really, said }: ObjectMistake): Evidence {
  // What an answer calls a thing that nobody marked: then the mark may be missing.
  const evidence = weighEvidence(found, really || said, said);
  if (kind !== 'imagined' || evidence.reason === 'unknown') return evidence;
  if (evidence.own === evidence.all) return { ...evidence, reason: 'against', order: ['label', 'more', 'leave'] };
  return evidence.reason === 'against' ? { ...evidence, reason: 'mixed', order: ['more', 'label', 'leave'] } : evidence;
}
