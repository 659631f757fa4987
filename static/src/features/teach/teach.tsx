/** "Teach": the row of kinds, and below it what teaches the chosen one, as the blocks of the project have it. */

import { useEffect, useMemo } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { KindRow } from './kind_row';
import { KINDS } from './kinds';
import type { KindName } from './kinds/part';
import { getKindsStore } from './kinds_store';
import { LanguageNeeded } from './language_needed';
import '../project/texts';
import './texts';

const VIEWS = new Map<KindName, ReturnType<typeof lazy<{ opened: ProjectStore }>>>(
  KINDS.map((kind) => [kind.name, lazy(kind.load)]),
);

export function TeachView({ opened }: { opened: ProjectStore }) {
  const kinds = useMemo(() => getKindsStore(opened), [opened]);
  useEffect(() => kinds.enter(), [kinds]);
  const chosen = kinds.chosen.value;
  if (!chosen)
    return (
      <div class="empty">
        <Icon name="teach" size="l" />
        <b>{t('teachNoProgram')}</b>
        <p>{t('teachNoProgramText')}</p>
      </div>
    );
  const View = VIEWS.get(chosen.name)!;
  return (
    <div class="teach-page">
      <KindRow kinds={kinds} chosen={chosen} />
      <div class="teach-kind" id="teach-kind-panel" role="tabpanel" aria-labelledby={`teach-kind-${chosen.name}`}>
        {chosen.needs && <LanguageNeeded />}
        <View key={chosen.name} opened={opened} />
      </div>
    </div>
  );
}
