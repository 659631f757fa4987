/** All devices at the left; on narrow pages a row of chips above. */

import { Icon } from '../../components/icon';
import { makeUrl } from '../../lib/route';
import { t } from '../../lib/texts';
import { GALLERY, type Row } from './rows';
import './texts';

export function DeviceList({
  project,
  rows,
  chosen,
  alone,
}: {
  project: string;
  rows: Row[];
  chosen: Row;
  alone: boolean;
}) {
  return (
    <nav class="dev-list" aria-label={t('devices')}>
      <a class="dev-row" href={makeUrl(project, 'devices', GALLERY)}>
        <span class="dev-icon">
          <Icon name="grid" />
        </span>
        <b class="ell">{t('allBoards')}</b>
      </a>
      {rows.map((row) => (
        <a
          key={row.id}
          class={`dev-row ${row.kind === 'port' ? 'port' : ''} ${row.wrong ? 'wrong' : ''}`}
          href={makeUrl(project, 'devices', row.id)}
          aria-current={row.id === chosen.id ? 'true' : undefined}
        >
          <span class="dev-icon">
            <Icon name={row.icon} />
          </span>
          <span class="dev-words">
            <b class="ell" title={row.title}>
              {row.title}
            </b>
            <span class="cap ell dev-said">
              {row.wrong && <Icon name="alert" size="s" />}
              {row.text}
            </span>
          </span>
        </a>
      ))}
      {alone && <p class="cap dev-none">{t('noPorts')}</p>}
    </nav>
  );
}
