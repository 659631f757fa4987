/** One picture of both tests in a window; arrows go to its neighbors. */

import { Dialog } from '../../../components/dialog';
import { SmallImage } from '../../../components/small_image';
import * as api from '../../../lib/api';
import { t } from '../../../lib/texts';
import { LightboxSteps } from '../lightbox_steps';
import { isRow, TestedImage } from '../tested_image';
import { type AnswerChange, getLook } from './answer_tile';
import type { LargeChangeProps } from './comparison';
import '../texts';
import './texts';
import '../../../lib/common_texts';

export function AnswerLightbox({ project, changes, index, onGo }: LargeChangeProps<AnswerChange, unknown>) {
  const { path, text, truth, before, after, improved } = changes[index];
  return (
    <Dialog title={t('reallyIs', { a: truth })} class="large" onClose={() => onGo(null)}>
      <div class="large-place">
        {isRow(path) ? (
          <TestedImage key={path} project={project} path={path} text={text} />
        ) : (
          <SmallImage key={path} address={api.makeThumbnailUrl(project, path, 320)} alt={path} />
        )}
        <LightboxSteps index={index} count={changes.length} onGo={onGo}>
          <p class="grow large-name">
            <Said
              when={t('testBefore')}
              label={before}
              right={improved === undefined ? before === truth : !improved}
              sign={improved === undefined}
            />
            {' → '}
            <Said
              when={t('testAfter')}
              label={after}
              right={improved ?? after === truth}
              sign={improved === undefined}
            />
            <br />
            <code class="mut">{path}</code>
          </p>
        </LightboxSteps>
      </div>
    </Dialog>
  );
}

interface SaidProps {
  when: string;
  label: string;
  right: boolean;
  /** Whether it is said that it is right, or wrong. */
  sign: boolean;
}

function Said({ when, label, right, sign }: SaidProps) {
  return (
    <span>
      {when}{' '}
      <b class={getLook(right)}>
        {label} {sign && (right ? '✓' : '✗')}
      </b>
    </span>
  );
}
