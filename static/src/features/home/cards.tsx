/** The cards of the first page. */

import { useState } from 'preact/hooks';
import { NameDialog } from '../../components/editable_name';
import { Icon } from '../../components/icon';
import { loadPart } from '../../components/lazy';
import { Menu, MenuItem } from '../../components/menu';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { goToView } from '../../lib/route';
import { formatNumber, say, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { Example, ProjectCard, ProjectLearning } from '../../lib/types';
import { getColors } from '../../state/card_colors';
import { Silhouette } from './block_silhouette';
import { ExamplePicture } from './example_picture';
import { pickView } from './opening_view';
import './texts';
import '../../lib/common_texts';

export function ExampleCard({ example, onOpen }: { example: Example; onOpen(): void }) {
  return (
    <button class="card" onClick={onOpen}>
      <span class="picture">
        <ExamplePicture example={example} />
        <span class="pill">{t('minutes', { n: example.minutes })}</span>
      </span>
      <span class="card-text">
        <b>{say(example.title)}</b>
        <span class="cap about" title={say(example.about)}>
          {say(example.about)}
        </span>
      </span>
    </button>
  );
}

interface TileProps {
  project: ProjectCard;
  /** null: not known, or there is nothing to say. */
  learning: ProjectLearning | null;
  onChange(): Promise<void>;
}

export function ProjectTile({ project, learning, onChange }: TileProps) {
  const [naming, setNaming] = useState(false);
  const rename = (title: string) => runAction(() => api.patchProject(project.id, { title }), onChange);
  return (
    <div class="card-frame">
      <button
        class="card"
        onClick={() => goToView(project.id, pickView(project.view, project.blocks, !!learning?.data))}
      >
        <span class="picture">
          {project.pictures ? (
            <OwnPictures project={project.id} paths={project.pictures} />
          ) : (
            <Silhouette colors={getColors(project.id)} blocks={project.blocks} />
          )}
        </span>
        <span class="card-text">
          <b class="ell" title={project.title}>
            {project.title}
          </b>
          {project.text ? (
            <span class="cap ell bad-text" title={say(project.text)}>
              {say(project.text)}
            </span>
          ) : (
            <>
              {learning?.data && <Learning learning={learning} />}
              <span class="cap ell">
                {formatDate(project.modified)}
                {!learning?.data && ` · ${t('blockCount', { n: project.blocks })}`}
              </span>
            </>
          )}
        </span>
      </button>
      <Menu label={t('actions', { name: project.title })} button={<Icon name="more" />}>
        <MenuItem icon="pencil" label={t('rename')} onChoose={() => setNaming(true)} />
        <MenuItem icon="trash" label={t('remove')} onChoose={() => void deleteProject(project, onChange)} />
      </Menu>
      {naming && (
        <NameDialog title={t('rename')} name={project.title} onName={rename} onClose={() => setNaming(false)} />
      )}
    </div>
  );
}

/** What it learns from, and the mark of its test, which is seen whole. */
function Learning({ learning: { data, mark } }: { learning: ProjectLearning }) {
  return (
    <span class="cap num card-learning">
      <span class="ell">{data && t('cardData', { m: formatNumber(data.classes), n: data.count })}</span>
      {mark && <span> · {t('cardMark', { n: mark.correct, m: formatNumber(mark.total) })}</span>}
    </span>
  );
}

/** What the project is about; its name says the rest. */
function OwnPictures({ project, paths }: { project: string; paths: string[] }) {
  return (
    <span class="own-pictures">
      {paths.map((path) => (
        <img key={path} src={api.makeThumbnailUrl(project, path, 160)} alt="" loading="lazy" />
      ))}
    </span>
  );
}

async function runAction(change: () => Promise<unknown>, onChange: () => Promise<void>): Promise<boolean> {
  try {
    await change();
    await onChange();
    return true;
  } catch (error) {
    showToast(say(api.describeError(error)));
    return false;
  }
}

/** Deletes at once and offers Undo: the project waits in the bin. */
async function deleteProject(project: ProjectCard, onChange: () => Promise<void>): Promise<void> {
  const removing = await loadPart(() => import('../project/delete_project'));
  if (await removing?.moveToTrash(project.id, project.title, () => void onChange())) await onChange();
}
