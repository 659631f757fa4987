/**
 * A small picture of a test; where it is not there any more, that is said. A row of a table of points is drawn; a
 * sentence is read, as the test has kept it.
 */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { SmallImage } from '../../components/small_image';
import * as api from '../../lib/api';
import { t } from '../../lib/texts';
import { drawsRows } from './sample_words';
import './texts';

/** A row of a table or a line of a text, by the path of its file and its number. */
const ROW = /\.(csv|tsv|tab|txt)\/\d+$/i;

/** A file of sound, or the number of a second in it. */
const SOUND = /\.(wav|flac|ogg|opus|mp3|webm|json)(\/\d+)?$/i;

/** What was tested is no picture whose pixels could be looked at. */
export const isRow = (path: string) => ROW.test(path) || isSound(path);

export const isSound = (path: string) => SOUND.test(path);

interface TestedImageProps {
  project: string;
  path: string;
  /** What was asked about, where that is a sentence or a row. */
  text?: string | null;
  alt?: string;
  onGone?(): void;
  /** What stands around the picture, or lies over it. */
  wrap?(image: ComponentChildren): ComponentChildren;
}

export function TestedImage({ project, path, text, alt, onGone, wrap = (image) => image }: TestedImageProps) {
  const [gone, setGone] = useState(!path || (ROW.test(path) && !drawsRows.peek()));
  if (text != null && !isSound(path)) return <>{wrap(<span class="mark-sentence">{text}</span>)}</>;
  if (gone)
    return (
      <span class="mark-gone">
        <Icon name="image" />
        {t('gone')}
      </span>
    );
  const handleGone = () => {
    setGone(true);
    onGone?.();
  };
  const image = <SmallImage address={api.makeThumbnailUrl(project, path, 160)} alt={alt} onGone={handleGone} />;
  return <>{wrap(image)}</>;
}
