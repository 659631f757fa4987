/** The files that were not taken, each with its reason, which may be folded away. */

import { useState } from 'preact/hooks';
import { say, t } from '../../lib/texts';
import type { SkippedFiles } from '../../lib/types';
import '../../lib/common_texts';

const MAX_NAMED = 50;

/** The server names the first files of each reason and counts the others. unfolded: they are named at once. */
export function SkippedFileList({ files, unfolded = false }: { files: SkippedFiles[]; unfolded?: boolean }) {
  const [open, setOpen] = useState(unfolded);
  const count = (some: SkippedFiles[]) => some.reduce((sum, one) => sum + (one.count ?? 1), 0);
  const more = count(files.slice(MAX_NAMED));
  return (
    <div>
      <p class="row">
        <span>{t('leftOut', { n: count(files) })}</span>
        <button class="btn link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'checkLess' : 'whyLeft')}
        </button>
      </p>
      {open && (
        <ul class="left-out plain">
          {files.slice(0, MAX_NAMED).map((one, place) => (
            <li key={place}>
              {one.count ? <span class="mut">{t('leftMore', { n: one.count })}</span> : <code>{one.name}</code>}{' '}
              {say(one.why)}
            </li>
          ))}
          {more > 0 && <li class="mut">{t('leftMore', { n: more })}</li>}
        </ul>
      )}
    </div>
  );
}
