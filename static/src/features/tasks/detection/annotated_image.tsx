/** Things and answers over a picture: things dashed, answers solid, each with the color and the sign of its kind. */

import { BoxLabel, BoxShape, BoxShapes } from '../../../components/image_overlay';
import { t } from '../../../lib/texts';
import type { MarkKind } from '../../../lib/types';
import { formatConfidence } from '../../evaluation/rows';
import { ERROR_TYPES } from './error_types';
import { countKinds, type Mark } from './visible_detections';
import '../../evaluation/texts';
import { formatPercent } from '../../../lib/numbers/shares';

const FILLED = 0.18;
const POINTED = 0.5;

interface DetectionBoxesProps {
  marks: Mark[];
  classes: string[];
  /** The height of letters in pixels of the picture. */
  letters: number;
  /** Whether names and confidences stand beside the signs. */
  named?: boolean;
  /** Those that are looked at; the others stand back. */
  chosen?: (mark: Mark) => boolean;
  pointed?: Mark | null;
}

export function DetectionBoxes({
  marks,
  classes,
  letters,
  named = false,
  chosen = () => true,
  pointed = null,
}: DetectionBoxesProps) {
  return (
    <>
      {marks.map((mark, at) => {
        const { color, sign } = ERROR_TYPES[mark.kind];
        const look = mark === pointed ? 'pointed' : chosen(mark) ? '' : 'back';
        return (
          <g
            key={at}
            class={`thing ${look}`}
            data-kind={mark.kind}
            data-truth={mark.truth}
            data-label={classes[mark.label]}
            data-box={mark.box.join(' ')}
          >
            <BoxShape
              box={mark.box}
              outlines={mark.outlines}
              color={color}
              dashed={mark.truth}
              fill={mark === pointed ? POINTED : mark.truth ? 0 : FILLED}
            />
            {look !== 'back' && (!mark.truth || mark.kind === 'missed') && (
              <BoxLabel box={mark.box} letters={letters} color={color}>
                {named ? `${sign} ${describeMark(mark, classes)}` : sign}
              </BoxLabel>
            )}
          </g>
        );
      })}
    </>
  );
}

/** As `DetectionBoxes`, of a crowd on a small picture. */
export function MergedDetectionBoxes({ marks, chosen }: Required<Pick<DetectionBoxesProps, 'marks' | 'chosen'>>) {
  const alike = new Map<string, Mark[]>();
  for (const mark of marks) {
    const look = [mark.kind, mark.truth, chosen(mark)].join();
    if (!alike.get(look)?.push(mark)) alike.set(look, [mark]);
  }
  return (
    <>
      {[...alike].map(([look, some]) => {
        const [{ kind, truth }] = some;
        return (
          <g key={look} class={`thing ${chosen(some[0]) ? '' : 'back'}`} data-kind={kind} data-truth={truth}>
            <BoxShapes things={some} color={ERROR_TYPES[kind].color} dashed={truth} fill={truth ? 0 : FILLED} />
          </g>
        );
      })}
    </>
  );
}

/** “circle 93%”. */
function describeMark({ label, confidence }: Mark, classes: string[]): string {
  return confidence === null ? classes[label] : `${classes[label]} ${formatPercent(confidence)}`;
}

/** “Right: 7, Missed: 2”. */
export function describeKinds(marks: Mark[]): string {
  const counts = Object.entries(countKinds(marks)).filter(([, count]) => count);
  return (
    counts
      .map(([kind, count]) => t('kindCount', { name: t(ERROR_TYPES[kind as MarkKind].name), n: count }))
      .join(t('comma')) || t('nothingThere')
  );
}

/** The sign of a kind on its color. */
export function Swatch({ kind, dashed = kind === 'missed' }: { kind: MarkKind; dashed?: boolean }) {
  const { color, sign } = ERROR_TYPES[kind];
  return (
    <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true">
      <rect
        x="1.5"
        y="1.5"
        width="21"
        height="21"
        rx="5"
        fill={color}
        stroke="#1d2530"
        stroke-width="2"
        stroke-dasharray={dashed ? '5 3' : undefined}
      />
      <text x="12" y="17" text-anchor="middle" font-size="14" font-weight="700" fill="#1d2530">
        {sign}
      </text>
    </svg>
  );
}

/**
 * One thing or answer in a line of words. really: the class of the thing that an answer was taken for, where it is
 * another one.
 */
export function MarkLabel({ mark, classes, really }: { mark: Mark; classes: string[]; really: number | null }) {
  const names = really === null ? classes[mark.label] : `${classes[really]} → ${classes[mark.label]}`;
  return (
    <span class="mark-line">
      <b class="ell" title={names}>
        {names}
      </b>
      <span class="cap">
        {[
          t(ERROR_TYPES[mark.kind].name),
          mark.confidence === null ? t('reallyThere') : formatConfidence(mark.confidence),
        ].join(' · ')}
      </span>
    </span>
  );
}
