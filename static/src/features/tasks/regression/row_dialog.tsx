/** A row of a table that was asked for a number: there is no picture in which a reason could be looked for. */

import { Dialog } from '../../../components/dialog';
import type { NumberEvaluationEvent } from '../../../lib/messages';
import type { ProjectStore } from '../../../state/project_store';
import { LightboxSteps } from '../../evaluation/lightbox_steps';
import { TestedImage } from '../../evaluation/tested_image';
import type { NumberChoice } from './choice';
import { describePicture } from './describe_picture';

interface RowDialogProps {
  opened: ProjectStore;
  choice: NumberChoice;
  marks: NumberEvaluationEvent;
  number: number;
}

export function RowDialog({ opened, choice, marks, number }: RowDialogProps) {
  const { path, text } = marks.pictures[number];
  const { names, off } = describePicture(marks, number);
  return (
    <Dialog title={names} class="large" onClose={() => (choice.lab.value = null)}>
      <div class="large-place">
        <TestedImage key={path} project={opened.id} path={path} text={text} />
        <LightboxSteps index={number} count={marks.pictures.length} onGo={(at) => (choice.lab.value = at)}>
          <p class="grow large-name">
            {off}
            <br />
            <code class="mut">{path}</code>
          </p>
        </LightboxSteps>
      </div>
    </Dialog>
  );
}
