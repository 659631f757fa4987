/** What an edit did, in words. */

import { t } from '../../../lib/texts';
import { getSplitName } from '../labels';
import type { DatasetEdit } from './edit_types';
import './texts';

export function describeEdit({ kind, detail, count: n }: DatasetEdit): string {
  const { label = '', from = [], split, on } = detail;
  switch (kind) {
    case 'relabel':
      return from.length === 1
        ? t('editDidRelabelFrom', { n, from: from[0], label })
        : t('editDidRelabel', { n, label });
    case 'tag':
      return t(on ? 'editDidTag' : 'editDidUntag', { n, label });
    case 'move':
      return t('editDidMove', { n, part: split ? getSplitName(split) : '' });
    case 'delete':
      return t('editDidDelete', { n });
    case 'restore':
      return t('editDidRestore', { n });
    case 'confirm':
      return t('editDidConfirm', { n });
    case 'annotate':
      return t('editDidAnnotate', { n });
    case 'accept':
      return t('editDidAccept', { n });
    case 'classes':
      return t('editDidClasses');
    case 'mend':
      return t('editDidMend', { n });
    default:
      return t('editDidSomething', { n });
  }
}
