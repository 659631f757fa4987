/**
 * What stands in the way of a port, and what mends it: a sentence, what to do, and where there is one a line to copy.
 */

import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import type { Port } from '../../lib/board_types';
import { say, t } from '../../lib/texts';
import type { Text } from '../../lib/types';
import { sanitize } from '../../state/text_log';
import './texts';

export function PortProblem({ port }: { port: Port }) {
  return port.owner || !port.error ? null : <ProblemText error={port.error} hint={port.hint} repair={port.repair} />;
}

interface ProblemTextProps {
  error: Text;
  hint?: Text | null;
  /** A line for a terminal. */
  repair?: string | null;
}

/** The names in it come from devices and other programs: they are shown as text, whatever they say. */
export function ProblemText({ error, hint, repair }: ProblemTextProps) {
  return (
    <div class="dev-trouble" role="alert">
      <Icon name="alert" />
      <div class="grow">
        <b>{sanitize(say(error))}</b>
        {hint && <p>{sanitize(repair ? say(hint).replace(repair, '') : say(hint))}</p>}
        {repair && (
          <p class="row dev-repair">
            <code>{sanitize(repair)}</code>
            <button class="btn" onClick={() => void copyLine(repair)}>
              <Icon name="copy" />
              <span>{t('copyLine')}</span>
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

export async function copyLine(line: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(line);
    showToast(t('lineCopied'));
  } catch {
    // Not over http, or not allowed: it is selected with one click.
    showToast(t('copyNot'));
  }
}
