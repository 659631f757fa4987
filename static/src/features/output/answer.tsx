/** What a model says of the newest picture that the program shows: large, with a bar for each of its surest labels. */

import type { ImageEvent } from '../../lib/messages';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { makeImageUrl, openLightbox } from './pictures';
import '../../lib/common_texts';
import './texts';
import { formatShares } from '../../lib/numbers/shares';

export type Scores = NonNullable<ImageEvent['scores']>;

/** The answer in words, and its bars. A program may send anything as scores. */
export function AnswerWords({ caption, scores }: { caption: string; scores: Scores | undefined }) {
  const shares = Array.isArray(scores) ? scores.map(([, share]) => share) : [];
  const percents = formatShares(shares);
  const surest = shares.indexOf(Math.max(...shares));
  return (
    <div class="answer-words">
      <b class="answer-said">{caption}</b>
      {Array.isArray(scores) && (
        <ul class="answer-bars">
          {scores.map(([label, share], at) => (
            <li key={label} class={at === surest ? 'first' : ''}>
              <span class="ell" title={label}>
                {label}
              </span>
              <span class="bar" aria-hidden="true">
                <i style={{ width: `${100 * share}%` }} />
              </span>
              <span class="num">{percents[at]}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** An answer that is shown by itself, not as a video. */
export function Answer({ opened, picture }: { opened: ProjectStore; picture: ImageEvent }) {
  return (
    <div class="live">
      <figure class="live-tile answer" style={{ '--bars': picture.scores?.length }}>
        <button
          class="live-place live-last"
          aria-label={t('enlarge', { name: picture.caption })}
          onClick={() => openLightbox(picture)}
        >
          <img src={makeImageUrl(opened, picture)} alt="" />
        </button>
        <figcaption>
          <AnswerWords caption={picture.caption} scores={picture.scores} />
        </figcaption>
      </figure>
    </div>
  );
}
