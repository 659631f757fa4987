/** The list of keys. */

import { signal } from '@preact/signals';
import { Dialog } from '../../components/dialog';
import { type Key, t } from '../../lib/texts';
import './texts';

export const helpOpen = signal(false);

const KEYS: [string, Key][] = [
  ['F8', 'keyRun'],
  ['Shift + F8', 'keyStop'],
  ['F9', 'keyStep'],
  ['Ctrl + B', 'keyAreas'],
  ['T', 'keyToolbox'],
  ['Ctrl + F', 'keyFind'],
  ['M', 'keyMove'],
  ['Shift + ↓', 'keyChooseNext'],
  ['Ctrl + A', 'keyChooseAll'],
  ['P', 'keyPauseHere'],
  ['Ctrl + Z', 'keyUndo'],
  ['Ctrl + Shift + Z', 'keyRedo'],
  ['Delete', 'keyDelete'],
  ['?', 'keyHelp'],
];

export function KeysHelp() {
  if (!helpOpen.value) return null;
  return (
    <Dialog title={t('keysTitle')} onClose={() => (helpOpen.value = false)}>
      <dl class="keys">
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' + ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** `?` opens the list, except where it is typed or the canvas has keys of its own. */
export function listenForHelp(): void {
  addEventListener('keydown', (event) => {
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target instanceof Element ? event.target : null;
    if (at?.closest('input, textarea, select, [contenteditable], .canvas-host')) return;
    event.preventDefault();
    helpOpen.value = true;
  });
}
