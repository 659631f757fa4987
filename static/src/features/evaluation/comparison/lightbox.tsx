/** One picture of both tests in a window; arrows go to its neighbors. */

import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import { SmallImage } from '../../../components/small_image';
import * as api from '../../../lib/api';
import { t } from '../../../lib/texts';
import type { PictureChange } from './api';
import '../texts';
import './texts';
import '../../../lib/common_texts';

interface ChangeLightboxProps {
  project: string;
  pictures: PictureChange[];
  index: number;
  onGo(index: number | null): void;
}

export function ChangeLightbox({ project, pictures, index, onGo }: ChangeLightboxProps) {
  const { path, truth, before, after } = pictures[index];
  const go = (step: number) => pictures[index + step] && onGo(index + step);
  useKeyDown((event) => {
    if (event.key === 'ArrowLeft') go(-1);
    if (event.key === 'ArrowRight') go(1);
  });
  return (
    <Dialog title={t('reallyIs', { a: truth })} class="large" onClose={() => onGo(null)}>
      <div class="large-place">
        <SmallImage key={path} address={api.makeThumbnailUrl(project, path, 320)} alt={path} />
        <div class="row">
          <button class="btn ic" aria-label={t('before')} disabled={index <= 0} onClick={() => go(-1)}>
            <Icon name="chevronLeft" />
          </button>
          <p class="grow large-name">
            <Said when={t('testBefore')} label={before} right={before === truth} />
            {' → '}
            <Said when={t('testAfter')} label={after} right={after === truth} />
            <br />
            <code class="mut">{path}</code>
          </p>
          <button class="btn ic" aria-label={t('after')} disabled={index >= pictures.length - 1} onClick={() => go(1)}>
            <Icon name="chevronRight" />
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function Said({ when, label, right }: { when: string; label: string; right: boolean }) {
  return (
    <span>
      {when}{' '}
      <b class={right ? 'ok-text' : 'bad-text'}>
        {label} {right ? '✓' : '✗'}
      </b>
    </span>
  );
}
