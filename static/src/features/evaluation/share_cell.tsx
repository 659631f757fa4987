/** A share in a table of classes, with a bar as long as it is. */

import { formatMark } from '../../lib/numbers/shares';

/** Null: nothing can be said of it, and there is no bar. */
export function ShareCell({ share }: { share: number | null | undefined }) {
  return (
    <td class="num">
      <span class="classes-share">{formatMark(share)}</span>
      {share !== null && (
        <span class="bar" aria-hidden="true">
          <i style={{ width: formatMark(share ?? 0) }} />
        </span>
      )}
    </td>
  );
}
