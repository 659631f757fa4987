/**
 * A small picture of a test; where it is not there any more, that is said. A row of a table of points is drawn, one of
 * a table of sentences is read.
 */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { SmallImage } from '../../components/small_image';
import * as api from '../../lib/api';
import { t } from '../../lib/texts';
import { fetchSentences } from '../data/samples/api';
import './texts';

/** A row of a table, with the name of the data set. */
const ROW = /^data\/([^/]+)\/.+\/(\d+)$/;

/** A line of a text: always a sentence, never a picture. */
const LINE = /\.txt\/\d+$/;

/** What was tested is no file of its own: there is no picture whose pixels could be looked at. */
export const isRow = (path: string) => ROW.test(path);

async function findSentence(project: string, path: string): Promise<string | null> {
  const [, set, row] = ROW.exec(path) ?? [];
  const found = set ? await fetchSentences(project, set).catch(() => null) : null;
  const all = found?.classes.flatMap(({ sentences }) => sentences) ?? [];
  return all.find((one) => one.row === Number(row))?.text ?? null;
}

interface TestedImageProps {
  project: string;
  path: string;
  alt?: string;
  onGone?(): void;
  /** What stands around the picture, or lies over it. */
  wrap?(image: ComponentChildren): ComponentChildren;
}

export function TestedImage({ project, path, alt, onGone, wrap = (image) => image }: TestedImageProps) {
  const [gone, setGone] = useState(!path);
  const [sentence, setSentence] = useState<string | null>(null);
  const handleGone = async () => {
    const found = await findSentence(project, path);
    if (found !== null) return setSentence(found);
    setGone(true);
    onGone?.();
  };
  useEffect(() => {
    if (LINE.test(path)) void handleGone();
  }, [path]);
  if (sentence !== null) return <>{wrap(<span class="mark-sentence">{sentence}</span>)}</>;
  if (gone)
    return (
      <span class="mark-gone">
        <Icon name="image" />
        {t('gone')}
      </span>
    );
  if (LINE.test(path)) return <>{wrap(<span class="mark-sentence" />)}</>;
  const image = (
    <SmallImage address={api.makeThumbnailUrl(project, path, 160)} alt={alt} onGone={() => void handleGone()} />
  );
  return <>{wrap(image)}</>;
}
