/** A picture whose answer changed, with what the model said then and says now. */

import { useState } from 'preact/hooks';
import { t } from '../../../lib/texts';
import { TestedImage } from '../tested_image';
import type { PictureChange } from './api';
import type { ChangeProps } from './comparison';
import '../texts';
import './texts';

/** What a model said of a picture. improved: of answers that are neither right nor wrong, whether it is nearer now. */
export interface AnswerChange extends Omit<PictureChange, 'text'> {
  text?: string | null;
  improved?: boolean;
}

/** What an answer is that may be better or worse than another one. */
export const getLook = (good: boolean) => (good ? 'ok-text' : 'bad-text');

export function AnswerTile({ project, change, onOpen }: ChangeProps<AnswerChange, unknown>) {
  const [gone, setGone] = useState(false);
  const { path, text, truth, before, after, improved = after === truth } = change;
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
        <TestedImage project={project} path={path} text={text} onGone={() => setGone(true)} />
        <span class="cmp-words">
          <span class="cmp-word">{before}</span>
          <span class="cmp-now">
            → <b class={`cmp-word ${getLook(improved)}`}>{after}</b>
          </span>
        </span>
      </button>
    </li>
  );
}
