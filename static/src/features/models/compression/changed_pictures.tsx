/** The pictures that a smaller file answers otherwise, with both answers. */

import { useState } from 'preact/hooks';
import { makeThumbnailUrl } from '../../../lib/api';
import { t } from '../../../lib/texts';
import type { CompressedFile } from '../../model_files/compression_api';
import { AnswerChanges } from '../answer_changes';
import './texts';

const FIRST = 24;

interface ChangedProps {
  project: string;
  dataset: string;
  row: CompressedFile;
}

export function ChangedPictures({ project, dataset, row }: ChangedProps) {
  const [all, showAll] = useState(false);
  const shown = all ? row.changed : row.changed.slice(0, FIRST);
  return (
    <div>
      <AnswerChanges
        changes={shown.map(([path, before, after]) => ({
          path,
          address: makeThumbnailUrl(project, `data/${dataset}/${path}`, 160),
          before: before || t('compressNothing'),
          after: after || t('compressNothing'),
        }))}
      />
      {shown.length < row.changed.length && (
        <button class="btn link" onClick={() => showAll(true)}>
          {t('compressAll', { n: row.changed.length })}
        </button>
      )}
    </div>
  );
}
