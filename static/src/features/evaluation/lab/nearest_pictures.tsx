/** The training pictures that the model sees as nearest to a mistake, with their labels. */

import * as api from '../../../lib/api';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { LabThumbnail } from './lab_thumbnail';
import type { NearestAnswer } from './lab_types';
import './texts';

const PLACES = [0, 1, 2, 3, 4, 5, 6, 7];

interface NearestPicturesProps {
  opened: ProjectStore;
  label: string;
  /** null: nothing is known yet. */
  found: NearestAnswer | null;
  /** No model can be asked. */
  unasked: boolean;
  /** It is about things in the pictures. */
  things?: boolean;
}

export function NearestPictures({ opened, label, found, unasked, things = false }: NearestPicturesProps) {
  const coming = !found || found.done < found.total;
  return (
    <section class="panel lab-nearest" aria-label={t(things ? 'objNearest' : 'labNearest')} aria-busy={coming}>
      <header class="row">
        <h2>{t(things ? 'objNearest' : 'labNearest')}</h2>
        <p class="cap num">{describeProgress(found, things)}</p>
      </header>
      {found && !coming && !found.nearest.length ? (
        <p class="lab-no-nearest">{t(unasked ? 'labNotCompared' : 'labNoNearest')}</p>
      ) : (
        <ol class="lab-near">
          {PLACES.map((place) => {
            const near = found?.nearest[place];
            if (!near) return coming && <li key={place} class="lab-near-coming" />;
            const same = near.label === label;
            const name = t('labNearName', { n: place + 1, a: near.label });
            return (
              <li key={`${near.path} ${near.box ?? ''}`} class={same ? 'ok-text' : ''} data-label={near.label}>
                <LabThumbnail
                  address={near.image ?? api.makeThumbnailUrl(opened.id, near.path, 160)}
                  alt={same ? `${name}, ${t('labSameLabel')}` : name}
                />
                <b class="ell" aria-hidden="true" title={near.label}>
                  {same && '✓ '}
                  {near.label}
                </b>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

function describeProgress(found: NearestAnswer | null, things: boolean): string {
  if (!found) return '';
  if (found.done < found.total)
    return t(things ? 'objNearestSoFar' : 'labNearestSoFar', { n: found.done, m: found.total });
  return found.nearest.length ? t('labNearestFirst') : '';
}
