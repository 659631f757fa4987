/** Takes pictures for a data set. */

import { t } from '../../texts';
import type { CollectProps } from '../types';

export function Collect({ onClose }: CollectProps) {
  return <p class="empty"><button class="btn" onClick={onClose}>{t('close')}</button></p>;
}
