/** Where the training that runs takes place, when that is another computer, and what waits there before it. */

import { Icon } from '../../components/icon';
import type { TrainingPlaceEvent } from '../../lib/messages';
import { t } from '../../lib/texts';
import type { Results } from '../../state/results';
import './texts';

export function WhereTrains({ results, class: extra = '' }: { results: Results; class?: string }) {
  const { place } = results.read();
  if (!place) return null;
  const lost = place.state === 'silent';
  return (
    <p class={`row where-trains ${lost ? 'warn-text' : 'cap'} ${extra}`} role="status">
      <Icon name={lost ? 'unplugged' : 'cpu'} size="s" />
      <span>{describePlace(place)}</span>
    </p>
  );
}

function describePlace({ state, where: name, before }: TrainingPlaceEvent): string {
  switch (state) {
    case 'sending':
      return t('clusterSending', { name });
    case 'waiting':
      return before ? t('clusterWaiting', { name, n: before }) : t('clusterStarting', { name });
    case 'silent':
      return t('clusterSilent', { name });
    default:
      return t('clusterRunning', { name });
  }
}
