/** A small picture; one of few pixels is enlarged as squares instead of being smeared. */

const TINY = 64;

interface ChangeThumbnailProps {
  address: string;
  alt?: string;
  onGone?(): void;
}

export function ChangeThumbnail({ address, alt = '', onGone }: ChangeThumbnailProps) {
  const onLoad = ({ currentTarget: image }: { currentTarget: HTMLImageElement }) =>
    void image.classList.toggle('pixels', image.naturalWidth <= TINY);
  return <img src={address} alt={alt} loading="lazy" decoding="async" onLoad={onLoad} onError={onGone} />;
}
