/** The pictures of a test beside it: some at once, and more when they are asked for. */

import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/texts';
import './texts';
import '../../lib/common_texts';
import { getListTitle, tellOfSamples } from './sample_words';

const AT_ONCE = 60;

interface PictureWallProps {
  title: string;
  /** Below the title. */
  head: ComponentChildren;
  /** The pictures by their numbers. */
  pictures: readonly number[];
  /** What makes them other pictures: the first ones are shown again. */
  of: readonly unknown[];
  /** Said in the place of pictures. */
  empty: string;
  /** One of them, as an item of a list. */
  renderTile(number: number): ComponentChildren;
  wall?: Ref<HTMLElement>;
  children?: ComponentChildren;
}

export function PictureWall({ title, head, pictures, of, empty, renderTile, wall, children }: PictureWallProps) {
  const [most, setMost] = useState(AT_ONCE);
  useEffect(() => setMost(AT_ONCE), of);
  return (
    <section class="pane" aria-label={t(getListTitle())} ref={wall}>
      <header class="pane-head">
        <h2>{title}</h2>
        {head}
      </header>
      {pictures.length ? (
        <ul class="pane-wall">
          {pictures.slice(0, most).map(renderTile)}
          {pictures.length > most && (
            <li class="pane-more">
              <button class="btn wide" onClick={() => setMost(most + AT_ONCE)}>
                {tellOfSamples('showMore', { n: pictures.length - most })}
              </button>
            </li>
          )}
        </ul>
      ) : (
        <div class="empty">
          <p>{empty}</p>
        </div>
      )}
      {children}
    </section>
  );
}
