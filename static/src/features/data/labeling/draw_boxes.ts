/** From pictures without boxes to boxes: the way on wherever a detector meets such a set. */

import { signal } from '@preact/signals';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import type { Dataset } from '../../../lib/dataset_types';
import { pollJob } from '../../../lib/job_polling';
import { makeLabelingUrl } from '../../../lib/labeling_route';
import { say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { hasLocations } from '../../labels/labels';
import { startBoxing } from '../api';
import '../../project/texts';
import '../texts';
import '../../../lib/common_texts';

/** Whether things can be boxed in a copy of its pictures. */
export const canDrawBoxes = (set: Dataset): boolean =>
  !set.builtin && !set.coming && !set.problem && set.pictures > 0 && set.classes.length > 0 && !hasLocations(set);

/**
 * Makes another set with the same pictures, in which things are boxed next, and goes there. The set itself stays.
 *
 * use: brings the new set into the program; without, it comes in place of the old one where the program has that.
 */
export async function drawBoxes(opened: ProjectStore, name: string, use = exchange): Promise<void> {
  try {
    const { job } = await startBoxing(opened.id, name, `${name}-${t('boxesName')}`);
    const ended = await pollJob<{ path: string }>(opened.id, job, signal(false), () => {});
    if (!ended.result) return showToast(ended.text ? say(ended.text) : t('canceled'));
    const { path } = ended.result;
    await opened.loadChoices();
    await use(opened, `data/${name}`, path);
    location.hash = makeLabelingUrl(opened.id, path.split('/').pop()!);
  } catch (error) {
    showToast(say(api.describeError(error)));
  }
}

/** The program of a detector learns from the new set; any other one stays as it is. */
async function exchange(opened: ProjectStore, before: string, now: string): Promise<void> {
  const meant = opened.program.peek().problems.some((one) => one.boxes === before);
  if (!meant || opened.readOnly.peek()) return;
  const canvas = await opened.requireCanvas();
  const fields = canvas.values(null).filter((one) => one.kind === 'dataset' && one.value === before);
  canvas.setFields(fields.map((one) => ({ ...one, value: now })));
}
