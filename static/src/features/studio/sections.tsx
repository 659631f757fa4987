/** The sections of a project in the top bar: which one is shown, and the way to the others. */

import { Icon, type IconName } from '../../components/icon';
import { makeUrl, SECTIONS, type Section, type View } from '../../lib/route';
import { recall, remember } from '../../lib/storage';
import { type Key, t } from '../../lib/texts';
import { getIssueCount, useIssueCount } from '../../state/check_counts';
import { showFirstView } from '../../state/first_view';
import type { ProjectStore } from '../../state/project_store';
import { readGuideProgram } from '../guide/program';
import { findKindName } from '../teach/kinds/programs';
import '../project/texts';
import '../../lib/common_texts';

/** why: of a section that some projects have and others lack. */
const LOOKS: Record<Section, { icon: IconName; label: Key; why?: Key }> = {
  guide: { icon: 'route', label: 'viewGuide', why: 'viewGuideWhy' },
  teach: { icon: 'teach', label: 'viewTeach', why: 'viewTeachWhy' },
  blocks: { icon: 'blocks', label: 'viewBlocks' },
  data: { icon: 'database', label: 'viewData' },
  training: { icon: 'chart', label: 'viewTraining' },
  mistakes: { icon: 'notebook', label: 'viewMistakes' },
  models: { icon: 'package', label: 'viewModels' },
  devices: { icon: 'cpu', label: 'viewDevices' },
};

/** Also where the browser remembers nothing. */
const shownBefore = new WeakMap<ProjectStore, Section[]>();

/**
 * The sections that a project once had stay, each in its place, also when it is opened again. One that comes to fit
 * while the program grows stands behind the others, so that none of them moves.
 */
function listSections(opened: ProjectStore, view: View): Section[] {
  const key = `sections:${opened.id}`;
  const fitting = findFitting(opened, view);
  const stay = shownBefore.get(opened) ?? recall<Section[]>(key, []).filter((one) => SECTIONS.includes(one));
  const shown = [...stay, ...fitting.filter((one) => !stay.includes(one))];
  if (shown.length > stay.length) remember(key, shown);
  shownBefore.set(opened, shown);
  return shown;
}

/** Teaching and the steps show the same program: a project has the one it began with, or the one that fits. */
function findFitting(opened: ProjectStore, view: View): Section[] {
  const began = opened.project.view;
  const steps = readGuideProgram(opened.workspace);
  const teachable = began !== 'guide' && findKindName(opened.workspace) !== null;
  const guided = began === 'guide' || (!teachable && steps?.grown === false);
  const fitting: Partial<Record<Section, boolean>> = { teach: teachable, guide: guided };
  return SECTIONS.filter((one) => (fitting[one] ?? true) || one === view);
}

export function SectionTabs({ opened, view }: { opened: ProjectStore; view: View }) {
  useIssueCount(opened);
  // Read anew when the program has changed.
  opened.program.value;
  const found = getIssueCount(opened).value;
  const shown = listSections(opened, view);
  return (
    <nav class="sections" aria-label={t('sections')}>
      {shown.map((one) => (
        <a
          key={one}
          class="section"
          href={makeUrl(opened.id, one)}
          title={t(LOOKS[one].why ?? LOOKS[one].label)}
          aria-current={one === view ? 'page' : undefined}
          onClick={() => one === view && showFirstView()}
        >
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
