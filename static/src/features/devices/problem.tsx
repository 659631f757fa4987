/**
 * What stands in the way of a port, and what mends it: a sentence, what to do, and where there is one a line to copy.
 */

import { Icon } from '../../components/icon';
import { toast } from '../../components/toast';
import type { Port } from '../../lib/board_types';
import { say, t } from '../../lib/texts';
import type { Text } from '../../lib/types';
import { inert } from '../../state/text_log';
import './texts';

export function Trouble({ port }: { port: Port }) {
  return port.owner || !port.error ? null : <Said error={port.error} hint={port.hint} repair={port.repair} />;
}

interface SaidProps {
  error: Text;
  hint?: Text | null;
  /** A line for a terminal. */
  repair?: string | null;
}

/** The names in it come from devices and other programs: they are shown as text, whatever they say. */
export function Said({ error, hint, repair }: SaidProps) {
  return (
    <div class="dev-trouble" role="alert">
      <Icon name="alert" />
      <div class="grow">
        <b>{inert(say(error))}</b>
        {hint && <p>{inert(repair ? say(hint).replace(repair, '') : say(hint))}</p>}
        {repair && (
          <p class="row dev-repair">
            <code>{inert(repair)}</code>
            <button class="btn" onClick={() => void copy(repair)}>
              <Icon name="copy" />
              <span>{t('copyLine')}</span>
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

async function copy(line: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(line);
    toast(t('lineCopied'));
  } catch {
    // Not over http, or not allowed: it is selected with one click.
    toast(t('copyNot'));
  }
}
