/** The way to the bin, with Undo; a program that runs is stopped first, if the child says so. */

import { confirmAction } from '../../components/confirm';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { say, t } from '../../lib/texts';
import '../../lib/common_texts';
import './texts';

/**
 * Moves a project to the bin and offers Undo. onBack: it was brought back, under this id. Resolves to whether it is in
 * the bin.
 */
export async function moveToTrash(id: string, title: string, onBack: (id: string) => void): Promise<boolean> {
  try {
    await api.deleteProject(id).catch((error) => stopAndDelete(id, title, error));
  } catch (error) {
    if (error !== CANCELED) showToast(say(api.describeError(error)));
    return false;
  }
  const undo = async () => {
    try {
      const back = await api.restoreProject(id);
      showToast(t('restored', { name: title }));
      onBack(back.id);
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  };
  showToast(t('removed', { name: title }), { label: t('undo'), run: () => void undo() });
  return true;
}

const CANCELED = new Error('the child kept it');

async function stopAndDelete(id: string, title: string, error: unknown): Promise<void> {
  if (!(error instanceof api.ApiError) || error.status !== 409) throw error;
  const sure = await confirmAction({
    title: t('runningDelete'),
    text: t('runningDeleteText', { name: title }),
    act: t('stopAndDelete'),
  });
  if (!sure) throw CANCELED;
  await api.deleteProject(id, true);
}
