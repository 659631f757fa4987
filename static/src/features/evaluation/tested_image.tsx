/** A small picture of a test; where it is not there any more, that is said. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { SmallImage } from '../../components/small_image';
import * as api from '../../lib/api';
import { t } from '../../lib/texts';
import './texts';

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
