/** A picture of the lab, or the words that it is not there any more. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import '../texts';

const TINY = 64;

interface LabThumbnailProps {
  address: string;
  alt: string;
  class?: string;
}

/** Tiny pictures, such as digits of 8 × 8, are enlarged as squares instead of being smeared. */
export function LabThumbnail({ address, alt, class: kind = '' }: LabThumbnailProps) {
  const [gone, setGone] = useState(false);
  if (gone)
    return (
      <span class={`lab-gone ${kind}`}>
        <Icon name="image" />
        {t('gone')}
      </span>
    );
  const onLoad = ({ currentTarget: image }: { currentTarget: HTMLImageElement }) =>
    void image.classList.toggle('pixels', image.naturalWidth <= TINY);
  return <img class={kind} src={address} alt={alt} decoding="async" onLoad={onLoad} onError={() => setGone(true)} />;
}
