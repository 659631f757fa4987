/** How one finding of the check-up is shown. */

import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../../components/icon';

const COLORS: Partial<Record<IconName, string>> = {
  ok: 'ok-text',
  alert: 'bad-text',
  warning: 'warn-text',
  info: 'mut',
};

/** One finding: mark, sentence, details, and what mends it. */
export function FindingRow({
  icon,
  words,
  detail,
  children,
}: {
  icon: IconName;
  words: string;
  detail?: string;
  children?: ComponentChildren;
}) {
  return (
    <li>
      <Icon name={icon} class={COLORS[icon]} />
      <div>
        <b>{words}</b>
        {detail && <p class="cap">{detail}</p>}
        {children}
      </div>
    </li>
  );
}
