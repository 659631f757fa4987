/** A source that shows one picture at a time: a file, or a drawing. */

import type { ComponentChildren } from 'preact';
import type { Source } from '../../state/inference_settings';
import { DrawingPad } from '../output/drawing_pad';
import { PictureSource } from './image_source';
import type { InferenceSession } from './inference_session';

interface StillProps {
  trial: InferenceSession;
  source: Exclude<Source, 'camera'>;
  /** What is drawn over the picture. */
  over?: ComponentChildren;
  /** Addresses of pictures that are at hand. */
  samples?: readonly string[];
  /** Another button of the view is the filled one. */
  plain?: boolean;
}

export function StillSource({ trial, source, over, samples, plain }: StillProps) {
  if (source === 'picture') return <PictureSource trial={trial} over={over} samples={samples} plain={plain} />;
  const ask = (drawn: Blob) => void trial.ask({ picture: async () => drawn, smooth: 1 });
  return <DrawingPad busy={false} live onPicture={ask} onWipe={() => trial.clear()} />;
}
