/** A small picture; one of few pixels, such as a digit of 8 × 8, is enlarged as squares instead of being smeared. */

const TINY = 64;

/** What an image does once it is loaded. */
export const showSquares = ({ currentTarget: image }: { currentTarget: HTMLImageElement }): void =>
  void image.classList.toggle('pixels', image.naturalWidth <= TINY);

interface SmallImageProps {
  address: string;
  alt?: string;
  class?: string;
  title?: string;
  /** Whether it is fetched even while nobody could see it. */
  eager?: boolean;
  onGone?(): void;
}

export function SmallImage({ address, alt = '', class: kind, title, eager, onGone }: SmallImageProps) {
  return (
    <img
      class={kind}
      src={address}
      alt={alt}
      title={title}
      loading={eager ? undefined : 'lazy'}
      decoding="async"
      onLoad={showSquares}
      onError={onGone}
    />
  );
}
