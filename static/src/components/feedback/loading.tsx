/** What stands in place of a part of the page that is not there yet, or could not be fetched. */

import { say, t } from '../../lib/texts';
import type { Text } from '../../lib/types';
import { Icon } from '../icon';
import '../../lib/common_texts';

export const Loading = () => (
  <p class="loading" role="status">
    {t('viewWait')}
  </p>
);

/** Why it could not be fetched, and another try. */
export function LoadFailure({ trouble, onRetry }: { trouble: Text; onRetry(): void }) {
  return (
    <div class="empty" role="alert">
      <Icon name="unplugged" size="l" />
      <b>{say(trouble)}</b>
      <p class="row empty-act">
        <button class="btn pri" onClick={onRetry}>
          {t('retry')}
        </button>
      </p>
    </div>
  );
}
