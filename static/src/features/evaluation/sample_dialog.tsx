/** A tested picture, row or sentence in a window, with what is said of it; arrows go to its neighbors. */

import type { ComponentChildren } from 'preact';
import { Dialog } from '../../components/dialog';
import { SmallImage } from '../../components/small_image';
import * as api from '../../lib/api';
import { SoundMenu } from '../data/samples/sound_menu';
import { LightboxSteps } from './lightbox_steps';
import { isRow, isSound, TestedImage } from './tested_image';

interface SampleDialogProps {
  project: string;
  sample: { path: string; text?: string | null };
  title: string;
  index: number;
  count: number;
  /** null: it is closed. */
  onGo(index: number | null): void;
  children: ComponentChildren;
}

export function SampleDialog({ project, sample, title, index, count, onGo, children }: SampleDialogProps) {
  const { path, text } = sample;
  return (
    <Dialog title={title} class="large" onClose={() => onGo(null)}>
      <div class="large-place">
        {isSound(path) ? (
          <SoundMenu key={path} project={project} path={path} label={text ?? path} size={320} />
        ) : isRow(path) ? (
          <TestedImage key={path} project={project} path={path} text={text} />
        ) : (
          <SmallImage key={path} address={api.makeThumbnailUrl(project, path, 320)} alt={path} />
        )}
        <LightboxSteps index={index} count={count} onGo={onGo}>
          <p class="grow large-name">
            {children}
            <br />
            <code class="mut">{path}</code>
          </p>
        </LightboxSteps>
      </div>
    </Dialog>
  );
}
