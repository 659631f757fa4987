/** What a compared run has said, as text: the one that runs from the page's own memory, the others from their log. */

import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import * as api from '../../lib/api';
import { say, t } from '../../lib/texts';
import type { Text } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { Results } from '../../state/results';
import { TextLog } from '../output/text_log';
import type { TrainingRecord } from './types';
import './texts';
import '../../lib/common_texts';

export function RunText({ opened, shown }: { opened: ProjectStore; shown: TrainingRecord[] }) {
  const chosen = useSignal('');
  const one = shown.find(({ key }) => key === chosen.value) ?? shown[0];
  return (
    <section class="panel run-text" aria-label={t('text')}>
      <header class="row">
        <h2 class="grow">{t('runText')}</h2>
        {shown.length > 1 && (
          <div class="seg" role="group" aria-label={t('runText')}>
            {shown.map((each) => (
              <button key={each.key} aria-pressed={each === one} onClick={() => (chosen.value = each.key)}>
                {t('training', { n: each.number })}
              </button>
            ))}
          </div>
        )}
      </header>
      <Lines key={one.run.id} opened={opened} run={one.run.id} />
    </section>
  );
}

function Lines({ opened, run }: { opened: ProjectStore; run: string }) {
  const mine = opened.run.summary.value?.id === run;
  const old = useMemo(() => new Results(), []);
  const trouble = useSignal<Text | null>(null);
  useEffect(() => {
    if (mine) return;
    let left = false;
    read(opened.id, run, old, () => left).catch((error) => (trouble.value = api.describeError(error)));
    return () => {
      left = true;
    };
  }, [mine]);
  if (trouble.value) return <p class="mut">{say(trouble.value)}</p>;
  const results = (mine ? opened.run.results : old).read();
  return results.log.isEmpty ? <p class="mut lines-none">{t('noText')}</p> : <TextLog results={results} />;
}

/** Reads a run's log, piece by piece, to its end. */
async function read(project: string, run: string, into: Results, left: () => boolean): Promise<void> {
  for (let after = 0; !left(); ) {
    const { events } = await api.fetchRunEvents(project, run, after);
    if (!events.length || left()) return;
    for (const event of events) into.write(event);
    into.commit();
    after = events[events.length - 1].seq;
  }
}
