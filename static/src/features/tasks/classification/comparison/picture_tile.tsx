/** A picture whose answer changed, with what the model said then and says now. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import { SmallImage } from '../../../../components/small_image';
import * as api from '../../../../lib/api';
import type { EvaluationEvent } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import type { PictureChange } from '../../../evaluation/comparison/api';
import type { ChangeProps } from '../../../evaluation/comparison/comparison';
import '../../../evaluation/texts';
import '../../../evaluation/comparison/texts';

export function PictureTile({ project, change, onOpen }: ChangeProps<PictureChange, EvaluationEvent>) {
  const [gone, setGone] = useState(false);
  const { path, truth, before, after } = change;
  const name = t('changeName', { a: truth, b: before, c: after });
  return (
    <li>
      <button
        class="cmp-tile"
        aria-label={gone ? `${name}, ${t('gone')}` : name}
        title={`${before} → ${after}`}
        disabled={gone}
        onClick={onOpen}
      >
        {gone ? (
          <span class="mark-gone">
            <Icon name="image" />
            {t('gone')}
          </span>
        ) : (
          <SmallImage address={api.makeThumbnailUrl(project, path, 160)} onGone={() => setGone(true)} />
        )}
        <span class="cmp-words">
          <span class="cmp-word">{before}</span>
          <span class="cmp-now">
            → <b class={`cmp-word ${after === truth ? 'ok-text' : 'bad-text'}`}>{after}</b>
          </span>
        </span>
      </button>
    </li>
  );
}
