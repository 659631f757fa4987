/** What a model found, drawn over the picture that it looked at. */

import { type Box, countsInWords, Shape, Tag } from '../../components/framed_image';
import { t } from '../../lib/texts';
import type { Findings, FoundThing } from '../../lib/types';
import { classColor } from '../data/labels';
import type { Trial } from './inference_session';
import './texts';

const LETTERS = 20;
/** In more than these, names would cover the picture. */
const MOST_NAMED = 30;

interface FoundOverProps {
  trial: Trial<Findings>;
  confidence: number;
  classes: string[];
  /** Whether the picture is shown as in a mirror. */
  mirror: boolean;
}

export function FoundOver({ trial, confidence, classes, mirror }: FoundOverProps) {
  const found = trial.guess.value;
  if (!found) return null;
  const things = sureOf(found, confidence);
  const { width, height } = found;
  const letters = Math.max(width, height) / LETTERS;
  return (
    <svg
      class="over"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={countsInWords(things.map((one) => one.label)) || t('tryFoundNothing')}
    >
      {things.map((one, at) => {
        const { box, outlines } = mirror ? mirrored(one, width) : one;
        const color = classColor(classes.indexOf(one.label));
        return (
          <g key={at} class="thing" data-label={one.label} data-box={one.box.join(' ')}>
            <Shape box={box} outlines={outlines} color={color} />
            {things.length <= MOST_NAMED && (
              <Tag box={box} letters={letters} color={color}>{`${one.label} ${Math.round(100 * one.confidence)}%`}</Tag>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** The things that count as found. */
export function sureOf({ things }: Findings, confidence: number): FoundThing[] {
  return things.filter((one) => one.confidence >= confidence);
}

function mirrored(
  { box: [left, top, right, bottom], outlines }: FoundThing,
  width: number,
): { box: Box; outlines: number[][] } {
  const turn = (points: number[]) => points.map((value, at) => (at % 2 ? value : width - value));
  return { box: [width - right, top, width - left, bottom], outlines: outlines.map(turn) };
}
