/** The way to the wiring of a board. */

import { Icon } from '../../../components/icon';
import { makeUrl } from '../../../lib/route';
import { t } from '../../../lib/texts';
import { WIRING } from '../rows';
import '../texts';

/** id: the board, or the port that it is at. */
export const WiringLink = ({ project, id }: { project: string; id: string }) => (
  <p class="dev-part">
    <a class="btn" href={makeUrl(project, 'devices', WIRING + id)}>
      <Icon name="route" />
      <span>{t('seeWiring')}</span>
    </a>
  </p>
);
