/** What an edit did, in words. */

import { t } from '../../../lib/texts';
import { getSplitName } from '../../labels/labels';
import type { DatasetEdit } from './edit_types';
import { findRename } from './renamed_classes';
import './texts';

export function describeEdit(edit: DatasetEdit): string {
  const { kind, detail, count: n } = edit;
  const { label = '', from = [], split, on } = detail;
  const renamed = findRename(edit);
  if (renamed) return t(renamed.merged ? 'editDidMerge' : 'editDidRename', { from: renamed.from, label: renamed.to });
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
