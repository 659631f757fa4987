/** A picture as the source: chosen, dropped or pasted. */

import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { showSquares } from '../../components/small_image';
import { t } from '../../lib/texts';
import { encodePng } from '../output/drawing_pad';
import { isBatch } from './batch/dropped_files';
import type { InferenceSession } from './inference_session';
import './texts';

const LONGEST_SIDE = 640;

interface PictureSourceProps {
  trial: InferenceSession;
  /** What is drawn over the picture. */
  over?: ComponentChildren;
  /** Addresses of pictures that are at hand. */
  samples?: readonly string[];
  /** Another button of the view is the filled one. */
  plain?: boolean;
}

export function PictureSource({ trial, over, samples = [], plain = false }: PictureSourceProps) {
  const [shown, setShown] = useState('');
  const [odd, setOdd] = useState(false);
  const [hovered, hover] = useState(false);
  const newest = useRef(0);
  useEffect(() => () => URL.revokeObjectURL(shown), [shown]);
  const take = async (file: Blob | undefined | null) => {
    if (!file) return;
    const mine = ++newest.current;
    const picture = await encodePng(file, LONGEST_SIDE).catch(() => null);
    if (mine !== newest.current) return;
    setOdd(!picture);
    setShown(picture ? URL.createObjectURL(picture) : '');
    trial.clear();
    if (picture) trial.ask({ picture: async () => picture, smooth: 1 });
  };
  const show = async (address: string) =>
    take(
      await fetch(address)
        .then((answer) => answer.blob())
        .catch(() => null),
    );
  useLayoutEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const [file] = event.clipboardData?.files ?? [];
      if (file) void take(file);
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [trial]);
  const choose = ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    const [file] = input.files ?? [];
    input.value = ''; // the same file may be chosen again
    void take(file);
  };
  // The page itself takes dropped folders as data sets: what is dropped here stays here.
  const keep = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    event.stopPropagation();
    hover(isOver);
  };
  const drop = (event: DragEvent) => {
    hover(false);
    if (event.dataTransfer && isBatch(event.dataTransfer)) return; // the whole panel takes them
    keep(event, false);
    void take(event.dataTransfer?.files[0]);
  };
  return (
    <>
      {/** biome-ignore lint/a11y/noStaticElementInteractions: it listens around what is used */}
      <div
        class={`try-place try-off ${hovered ? 'hovered' : ''}`}
        onDragOver={(event) => keep(event, true)}
        onDragLeave={(event) => keep(event, false)}
        onDrop={drop}
      >
        {shown ? (
          <>
            <img src={shown} alt={t('tryThis')} onLoad={showSquares} />
            {over}
          </>
        ) : (
          <>
            <Icon name="image" size="l" class="mut" />
            {odd && (
              <p class="row try-why" role="alert">
                <Icon name="alert" class="bad-text" />
                <span>{t('tryNotPicture')}</span>
              </p>
            )}
            <p class="cap">{t('tryDrop')}</p>
          </>
        )}
      </div>
      {samples.length > 0 && (
        <ul class="try-samples" aria-label={t('trySamples')}>
          {samples.map((address, number) => (
            <li key={address}>
              <button aria-label={t('trySample', { n: number + 1 })} onClick={() => void show(address)}>
                <img src={address} alt="" loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="row try-tools">
        <label class={`btn ${shown || plain ? '' : 'pri'}`}>
          <Icon name="image" />
          <span>{t('tryFile')}</span>
          <input class="sr" type="file" accept="image/*" onChange={choose} />
        </label>
      </div>
    </>
  );
}
