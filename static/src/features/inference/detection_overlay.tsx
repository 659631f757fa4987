/** What a model found, drawn over the picture that it looked at. */

import { type Box, BoxLabel, BoxShape, describeCounts } from '../../components/image_overlay';
import { t } from '../../lib/texts';
import type { DetectedObject, DetectionResult } from '../../lib/types';
import { getClassColor } from '../labels/labels';
import type { InferenceSession } from './inference_session';
import './texts';
import { formatPercent } from '../../lib/numbers/shares';

const LETTERS = 20;
/** In more than these, names would cover the picture. */
const MAX_NAMED = 30;

interface DetectionOverlayProps {
  trial: InferenceSession<DetectionResult>;
  confidence: number;
  classes: string[];
  /** Whether the picture is shown as in a mirror. */
  mirror: boolean;
}

export function DetectionOverlay({ trial, confidence, classes, mirror }: DetectionOverlayProps) {
  const found = trial.guess.value;
  if (!found) return null;
  const things = filterByConfidence(found, confidence);
  const { width, height } = found;
  const letters = Math.max(width, height) / LETTERS;
  return (
    <svg
      class="over"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={describeCounts(things.map((one) => one.label)) || t('tryFoundNothing')}
    >
      {things.map((one, at) => {
        const { box, outlines } = mirror ? mirrorBox(one, width) : one;
        const color = getClassColor(classes.indexOf(one.label));
        return (
          <g key={at} class="thing" data-label={one.label} data-box={one.box.join(' ')}>
            <BoxShape box={box} outlines={outlines} color={color} />
            {things.length <= MAX_NAMED && (
              <BoxLabel
                box={box}
                letters={letters}
                color={color}
              >{`${one.label} ${formatPercent(one.confidence)}`}</BoxLabel>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** The things that count as found. */
export function filterByConfidence({ things }: DetectionResult, confidence: number): DetectedObject[] {
  return things.filter((one) => one.confidence >= confidence);
}

function mirrorBox(
  { box: [left, top, right, bottom], outlines }: DetectedObject,
  width: number,
): { box: Box; outlines: number[][] } {
  const turn = (points: number[]) => points.map((value, at) => (at % 2 ? value : width - value));
  return { box: [width - right, top, width - left, bottom], outlines: outlines.map(turn) };
}
