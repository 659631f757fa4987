/** Marks of very few pictures: they say next to nothing, and the page says of how many they are. */

import { t } from '../texts';
import '../common_texts';

/** Of fewer pictures or things than these no range is told either: it would be nearly everything. */
export const FEW = 10;

/** Of how many validation pictures a mark is, where they are few; '' where they are not, or nobody knows. */
export function describeFewValidated(pictures: unknown): string {
  return typeof pictures === 'number' && pictures > 0 && pictures < FEW ? t('fewValidated', { n: pictures }) : '';
}
