/**
 * What has to be said of a project that came in a zip: what was left out, and that its program was not what its blocks
 * make.
 */

import { useState } from 'preact/hooks';
import { SkippedFileList } from '../../components/files/skipped_files';
import { Icon } from '../../components/icon';
import { forget, recall } from '../../lib/storage';
import { t } from '../../lib/texts';
import type { ImportedProject } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { makeNewsKey } from './import_notice_key';
import '../../lib/common_texts';
import './texts';

export type ImportNotice = Pick<ImportedProject, 'left_out' | 'differs'>;

export function ImportNotices({ opened, onClose }: { opened: ProjectStore; onClose(): void }) {
  const [news] = useState(() => recall<ImportNotice>(makeNewsKey(opened.id), { left_out: [], differs: false }));
  const close = () => {
    forget(makeNewsKey(opened.id));
    onClose();
  };
  return (
    <div class="banner warn news" role="status">
      <Icon name="warning" />
      <div class="grow">
        {news.differs && (
          <p>
            <b>{t('differ')}</b> <span class="plain">{t('differText')}</span>
          </p>
        )}
        {news.left_out.length > 0 && <SkippedFileList files={news.left_out} />}
      </div>
      <button class="btn ghost ic" aria-label={t('close')} title={t('close')} onClick={close}>
        <Icon name="x" />
      </button>
    </div>
  );
}
