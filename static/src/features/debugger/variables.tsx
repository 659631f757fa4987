/** The variables of a run that goes by steps, in a table; plain when they are not those of now. */

import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import './texts';
import '../../lib/common_texts';
import '../../state/texts';

const MAX_ROWS = 200;

export function Variables({ opened }: { opened: ProjectStore }) {
  const { run } = opened;
  const now = run.steps.value.at(-1);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!now) return;
    // Not scrollIntoView: that would move the page as well.
    const row = body.current?.querySelector<HTMLElement>('.changed');
    if (row && body.current) showRow(body.current, row);
  }, [now]);
  if (!now) return null;
  const all = Object.entries(now.values);
  const changed = new Set(now.changed);
  const live = run.busy.value && (run.current.value || run.paused.value);
  return (
    <section class={`variables ${live ? '' : 'past'}`} aria-label={t('variables')}>
      <div class="variables-body" role="group" tabIndex={0} ref={body} aria-label={t('variables')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('variable')}</th>
              <th scope="col">{t(live ? 'value' : 'lastValue')}</th>
            </tr>
          </thead>
          <tbody>
            {all.slice(0, MAX_ROWS).map(([name, value]) => (
              <tr key={name} class={changed.has(name) ? 'changed' : ''}>
                <th scope="row">{name}</th>
                <td>
                  {value}
                  {changed.has(name) && <span class="sr">{t('justChanged')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {all.length === 0 && <p class="cap">{t('noVariables')}</p>}
        {all.length > MAX_ROWS && <p class="cap">{t('rowsShown', { n: MAX_ROWS, m: all.length })}</p>}
      </div>
      <p class="sr" role="status">
        {live
          ? t('atLine', { n: now.line, what: now.changed.map((name) => `${name} = ${now.values[name]}`).join(', ') })
          : ''}
      </p>
    </section>
  );
}

function showRow(body: HTMLElement, row: HTMLElement): void {
  const head = body.querySelector('thead')!.offsetHeight;
  if (row.offsetTop < body.scrollTop + head) body.scrollTop = row.offsetTop - head;
  else if (row.offsetTop + row.offsetHeight > body.scrollTop + body.clientHeight)
    body.scrollTop = row.offsetTop + row.offsetHeight - body.clientHeight;
}
