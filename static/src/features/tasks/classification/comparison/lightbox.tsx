/** One picture of both tests in a window; arrows go to its neighbors. */

import { Dialog } from '../../../../components/dialog';
import { SmallImage } from '../../../../components/small_image';
import * as api from '../../../../lib/api';
import type { EvaluationEvent } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import type { PictureChange } from '../../../evaluation/comparison/api';
import type { LargeChangeProps } from '../../../evaluation/comparison/comparison';
import { LightboxSteps } from '../../../evaluation/lightbox_steps';
import '../../../evaluation/texts';
import '../../../evaluation/comparison/texts';
import '../../../../lib/common_texts';

export function ChangeLightbox({ project, changes, index, onGo }: LargeChangeProps<PictureChange, EvaluationEvent>) {
  const { path, truth, before, after } = changes[index];
  return (
    <Dialog title={t('reallyIs', { a: truth })} class="large" onClose={() => onGo(null)}>
      <div class="large-place">
        <SmallImage key={path} address={api.makeThumbnailUrl(project, path, 320)} alt={path} />
        <LightboxSteps index={index} count={changes.length} onGo={onGo}>
          <p class="grow large-name">
            <Said when={t('testBefore')} label={before} right={before === truth} />
            {' → '}
            <Said when={t('testAfter')} label={after} right={after === truth} />
            <br />
            <code class="mut">{path}</code>
          </p>
        </LightboxSteps>
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
