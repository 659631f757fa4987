/** One picture of both tests in a window; arrows go to its neighbors. */

import { t } from '../../../lib/texts';
import { SampleDialog } from '../sample_dialog';
import { type AnswerChange, getLook } from './answer_tile';
import type { LargeChangeProps } from './comparison';
import '../texts';
import './texts';
import '../../../lib/common_texts';

export function AnswerLightbox({ project, changes, index, onGo }: LargeChangeProps<AnswerChange, unknown>) {
  const { truth, before, after, improved } = changes[index];
  const sign = improved === undefined;
  return (
    <SampleDialog
      project={project}
      sample={changes[index]}
      title={t('reallyIs', { a: truth })}
      index={index}
      count={changes.length}
      onGo={onGo}
    >
      <Said when={t('testBefore')} label={before} right={sign ? before === truth : !improved} sign={sign} />
      {' → '}
      <Said when={t('testAfter')} label={after} right={improved ?? after === truth} sign={sign} />
    </SampleDialog>
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
