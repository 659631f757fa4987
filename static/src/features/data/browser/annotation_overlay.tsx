/** Pictures of a data set with what is marked in them: boxes, outlines, and the mask. */

import { BoxLabel, BoxShape, BoxShapes, describeCounts, ImageWithOverlay } from '../../../components/image_overlay';
import type { Dataset, ObjectAnnotation, Picture } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getColor } from '../../labels/labels';
import '../texts';

const MAX_DRAWN = 1_000;
const MAX_NAMED = 40;

interface AnnotatedSampleProps {
  set: Dataset;
  picture: Picture;
  /** The address of the picture, and of a copy that every browser can show. */
  address: string;
  otherwise: string;
  marks: boolean;
  /** Whether it has much room: letters are smaller in it. */
  large: boolean;
  alt: string;
}

export function AnnotatedSample({ set, picture, address, otherwise, marks, large, alt }: AnnotatedSampleProps) {
  const { things, mask, w, h } = picture;
  const draw = (width: number, height: number) => {
    const letters = Math.max(width, height) / (large ? 52 : 24);
    return things
      .slice(0, MAX_DRAWN)
      .map((thing, at) => (
        <Annotations
          key={at}
          thing={thing}
          color={getColor(set, thing.label)}
          letters={letters}
          named={things.length <= MAX_NAMED}
        />
      ));
  };
  const veil = marks && mask ? { address: mask, alt: t('maskOf', { name: picture.labels.join(', ') }) } : null;
  return (
    <ImageWithOverlay
      address={address}
      otherwise={otherwise}
      width={w}
      height={h}
      alt={alt}
      veil={veil}
      over={marks && things.length ? { draw, words: describeObjects(things) } : null}
    />
  );
}

function Annotations({
  thing,
  color,
  letters,
  named,
}: {
  thing: ObjectAnnotation;
  color: string;
  letters: number;
  named: boolean;
}) {
  return (
    <g class="thing" data-label={thing.label} data-box={thing.box.join(' ')}>
      <BoxShape box={thing.box} outlines={thing.polygons} color={color} />
      {named && (
        <BoxLabel box={thing.box} letters={letters} color={color}>
          {thing.label}
        </BoxLabel>
      )}
    </g>
  );
}

/** The same on a small picture, without names. label: of the class that is looked at; the others stand back. */
export function AnnotationThumbnail({
  set,
  things,
  label,
}: {
  set: Dataset;
  things: ObjectAnnotation[];
  label: string | undefined;
}) {
  const names = [...new Set(things.map((one) => one.label))];
  return (
    <>
      {names.map((name) => (
        <g key={name} class={label === undefined || label === name ? 'thing' : 'thing back'} data-label={name}>
          <BoxShapes
            things={things
              .filter((one) => one.label === name)
              .map(({ box, polygons }) => ({ box, outlines: polygons }))}
            color={getColor(set, name)}
          />
        </g>
      ))}
    </>
  );
}

/** “3 × cell, 1 × platelet”. */
export const describeObjects = (things: ObjectAnnotation[]) => describeCounts(things.map((one) => one.label));
