/** A picture of the lab, or the words that it is not there any more. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { SmallImage } from '../../../components/small_image';
import { t } from '../../../lib/texts';
import '../texts';

interface LabThumbnailProps {
  address: string;
  alt: string;
  class?: string;
}

export function LabThumbnail({ address, alt, class: kind = '' }: LabThumbnailProps) {
  const [gone, setGone] = useState(false);
  if (gone)
    return (
      <span class={`lab-gone ${kind}`}>
        <Icon name="image" />
        {t('gone')}
      </span>
    );
  return <SmallImage class={kind} address={address} alt={alt} eager onGone={() => setGone(true)} />;
}
