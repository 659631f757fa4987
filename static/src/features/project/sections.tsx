/** The sections of a project in the top bar: which one is shown, and the way to the others. */

import { Icon, type IconName } from '../../components/icon';
import { makeUrl, SECTIONS, type Section, type View } from '../../lib/route';
import { type Key, t } from '../../lib/texts';
import { getIssueCount, useIssueCount } from '../../state/check_counts';
import type { ProjectStore } from '../../state/project_store';
import './texts';
import '../../lib/common_texts';

const LOOKS: Record<Section, { icon: IconName; label: Key }> = {
  blocks: { icon: 'blocks', label: 'viewBlocks' },
  data: { icon: 'database', label: 'viewData' },
  training: { icon: 'chart', label: 'viewTraining' },
  mistakes: { icon: 'notebook', label: 'viewMistakes' },
  models: { icon: 'package', label: 'viewModels' },
  devices: { icon: 'cpu', label: 'viewDevices' },
};

export function SectionTabs({ opened, view }: { opened: ProjectStore; view: View }) {
  useIssueCount(opened);
  const found = getIssueCount(opened).value;
  return (
    <nav class="sections" aria-label={t('sections')}>
      {SECTIONS.map((one) => (
        <a key={one} class="section" href={makeUrl(opened.id, one)} aria-current={one === view ? 'page' : undefined}>
          <Icon name={LOOKS[one].icon} />
          <span>{t(LOOKS[one].label)}</span>
          {one === 'data' && found > 0 && (
            <b class="badge num" title={t('findingCount', { n: found })}>
              <span aria-hidden="true">{found}</span>
              <span class="sr">{t('findingCount', { n: found })}</span>
            </b>
          )}
        </a>
      ))}
    </nav>
  );
}
