/** Choosing a sprite, in place of blocks and results: of the library, drawn, or cut out of a photo. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { confirmAction } from '../../../components/confirm';
import { Icon } from '../../../components/icon';
import { Tabs } from '../../../components/tabs';
import { showToast } from '../../../components/toast';
import { describeError } from '../../../lib/api';
import { lang, say, t } from '../../../lib/texts';
import type { LibrarySprite } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { choosing, type LibraryTab } from '../uses_stage';
import { deleteSprite, fetchSprites, makeCostumeUrl, renameSprite, saveSprite } from './api';
import { type CutSaid, CutTab } from './cut_tab';
import { DrawTab } from './draw_tab';
import type { Ground } from './drawing';
import { nameFreely } from './sprite_names';
import './texts';
import '../texts';
import '../../../state/texts';
import '../../../lib/common_texts';

const TABS = {
  library: { icon: 'images', label: 'spriteLibrary' },
  draw: { icon: 'pencil', label: 'spriteDraw' },
  cut: { icon: 'scissors', label: 'spriteCut' },
} as const;
const LEGAL = /^[\p{L}_][\p{L}\p{N}_]{0,39}$/u;
const LONGEST_NAME = 40;
type Topic = 'all' | 'own' | 'packaged';
const TOPICS = [
  ['all', 'spritesAll'],
  ['own', 'spritesOwn'],
  ['packaged', 'spritesPackaged'],
] as const;

export function SpriteLibrary({ opened }: { opened: ProjectStore }) {
  const tab = choosing.value!;
  const [sprites, setSprites] = useState<LibrarySprite[]>([]);
  const [chosen, setChosen] = useState<LibrarySprite | null>(null);
  const [costume, setCostume] = useState('');
  const [name, setName] = useState('');
  const [made, setMade] = useState<OffscreenCanvas | null>(null);
  const [said, setSaid] = useState<CutSaid | null>(null);
  const [ground, setGround] = useState<Ground>(null);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const head = useRef<HTMLButtonElement>(null);
  const choose = (sprite: LibrarySprite | null) => {
    setChosen(sprite);
    setCostume(sprite?.costumes[0]?.name ?? '');
    setName(sprite ? getVariableName(sprite) : '');
    setTrouble('');
  };
  const load = async (path?: string) => {
    try {
      const found = await fetchSprites(opened.id);
      setSprites(found);
      choose(found.find((one) => one.path === (path ?? chosen?.path)) ?? found[0] ?? null);
    } catch (error) {
      setTrouble(say(describeError(error)));
    }
  };
  useEffect(() => void load(), []);
  useLayoutEffect(() => head.current?.focus(), []);
  const goTo = (next: LibraryTab) => {
    choosing.value = next;
    setMade(null);
    setSaid(null);
    setGround(null);
    setTrouble('');
    if (next === 'library') choose(chosen ?? sprites[0] ?? null);
    else setName(nameFreely(t(next === 'draw' ? 'mySprite' : 'myPhoto'), sprites));
  };
  const close = () => (choosing.value = null);
  const wrong = name && !LEGAL.test(name) ? t('spriteNameWrong') : '';
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setTrouble('');
    try {
      await work();
    } catch (error) {
      setTrouble(say(describeError(error)));
    }
    setBusy(false);
  };
  const putIn = async (path: string, variable: string, worn: string | null) => {
    const canvas = await opened.requireCanvas();
    await opened.loadChoices();
    close();
    // What is laid out again can be measured: blocks are placed by their sizes.
    const block = canvas.addSprite(path, variable, worn);
    canvas.showBlock(block);
    showToast(t('spriteAdded', { name: variable }));
  };
  const use = () =>
    void act(async () => {
      if (tab === 'library') {
        if (!chosen) return;
        const worn = costume && costume !== chosen.costumes[0]?.name ? costume : null;
        if (chosen.own && name !== chosen.name) return rename(chosen, name, (path) => putIn(path, name, null));
        return putIn(chosen.path, name, worn);
      }
      if (!made) return;
      const { path } = await saveSprite(opened.id, name, await made.convertToBlob({ type: 'image/png' }));
      await putIn(path, name, null);
    });
  const rename = async (sprite: LibrarySprite, to: string, then: (path: string) => Promise<void>) => {
    const { path } = await renameSprite(opened.id, sprite.path, to);
    const canvas = await opened.requireCanvas();
    const used = canvas.values(null).filter(({ kind, value }) => isPicture(kind) && value === sprite.path);
    canvas.setFields(used.map((field) => ({ ...field, value: path })));
    await opened.loadChoices();
    await then(path);
  };
  const edit = () =>
    void act(async () => {
      const answer = await fetch(makeCostumeUrl(opened.id, chosen!, costume));
      const picture = await createImageBitmap(await answer.blob());
      const called = nameFreely(chosen!.own ? chosen!.name : `${getVariableName(chosen!)}_2`, sprites);
      goTo('draw');
      setGround(picture);
      setName(called);
    });
  const remove = async () => {
    const { path, name: called } = chosen!;
    const sure = await confirmAction({
      title: t('spriteDeleteTitle', { name: called }),
      text: t('spriteDeleteText'),
      act: t('spriteDelete'),
    });
    if (!sure) return;
    await act(async () => {
      await deleteSprite(opened.id, path);
      await opened.loadChoices();
      await load('');
      showToast(t('spriteDeleted', { name: called }));
    });
  };
  const ready = tab === 'library' ? chosen !== null : made !== null;
  return (
    <div
      class="sprite-library"
      role="group"
      aria-label={t('chooseSprite')}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
    >
      <header class="ph sprite-head">
        <button class="btn ghost ic" ref={head} aria-label={t('leaveStage')} title={t('leaveStage')} onClick={close}>
          <Icon name="arrowLeft" />
        </button>
        <b class="panel-title">{t('chooseSprite')}</b>
        <span class="grow" />
        <Tabs
          all={TABS}
          chosen={tab}
          label={t('chooseSprite')}
          prefix="sprite-tab"
          panel="sprite-body"
          onChoose={goTo}
        />
      </header>
      <div class="sprite-body" id="sprite-body" role="tabpanel" aria-labelledby={`sprite-tab-${tab}`}>
        {tab === 'library' && <LibraryGrid project={opened.id} sprites={sprites} chosen={chosen} onChoose={choose} />}
        {tab === 'draw' && <DrawTab ground={ground} onDrawn={setMade} />}
        {tab === 'cut' && <CutTab project={opened.id} onCut={setMade} onSaid={setSaid} />}
      </div>
      <aside class="sprite-side">
        <header class="ph">
          <b class="panel-title">
            {tab === 'library' && chosen ? say(chosen.label) : t(tab === 'cut' ? 'cutResult' : 'spriteDraw')}
          </b>
          {tab === 'library' && chosen && lang.value === 'zh' && !chosen.own && <span class="cap">{chosen.name}</span>}
        </header>
        <div class="sprite-about">
          <div class="sprite-preview">
            {tab === 'library'
              ? chosen && <img src={makeCostumeUrl(opened.id, chosen, costume)} alt={say(chosen.label)} />
              : made && <MadePicture picture={made} name={name} />}
          </div>
          {tab === 'library' && chosen && chosen.costumes.length > 1 && (
            <>
              <b>{t('spriteCostumes')}</b>
              <div class="sprite-costumes" role="group" aria-label={t('spriteCostumes')}>
                {chosen.costumes.map((one) => (
                  <button
                    key={one.name}
                    aria-pressed={one.name === costume}
                    aria-label={say(one.label)}
                    title={say(one.label)}
                    onClick={() => setCostume(one.name)}
                  >
                    <img src={makeCostumeUrl(opened.id, chosen, one.name)} alt="" />
                  </button>
                ))}
              </div>
            </>
          )}
          {tab === 'cut' && said && (
            <p class={`sprite-said ${said.good ? 'good' : ''}`} role="status">
              <Icon name={said.good ? 'ok' : 'info'} />
              <span>{said.text}</span>
            </p>
          )}
          {tab === 'cut' && said?.faces && <p class="sprite-said warn">{t('cutAskFirst')}</p>}
          {ready && (
            <label class="sprite-name">
              <b>{t('spriteName')}</b>
              <input
                type="text"
                value={name}
                maxLength={LONGEST_NAME}
                aria-invalid={!!wrong}
                onInput={(event) => setName(event.currentTarget.value.trim())}
              />
            </label>
          )}
          {(wrong || trouble) && (
            <p class="bad-text" role="alert">
              {wrong || trouble}
            </p>
          )}
          {tab === 'draw' && !made && <p class="cap">{t('drawEmpty')}</p>}
          {tab === 'cut' && <p class="cap">{t('cutStays')}</p>}
          {tab === 'library' && chosen?.own && (
            <div class="row">
              <button
                class="btn"
                disabled={busy || !name || !!wrong || name === chosen.name}
                onClick={() => void act(() => rename(chosen, name, load))}
              >
                {t('spriteRename')}
              </button>
              <button class="btn" disabled={busy} onClick={() => void remove()}>
                <Icon name="trash" />
                <span>{t('spriteDelete')}</span>
              </button>
            </div>
          )}
        </div>
        <footer class="sprite-foot">
          {tab === 'library' && (
            <button class="btn" disabled={!chosen || busy} onClick={edit}>
              <Icon name="pencil" />
              <span>{t('spriteEdit')}</span>
            </button>
          )}
          {tab === 'cut' && said && (
            <button class="btn" onClick={said.again}>
              <Icon name="camera" />
              <span>{t('cutAgain')}</span>
            </button>
          )}
          <button class="btn pri" disabled={!ready || !name || !!wrong || busy} onClick={use}>
            <Icon name="check" />
            <span>{t('spriteUse')}</span>
          </button>
        </footer>
      </aside>
    </div>
  );
}

interface GridProps {
  project: string;
  sprites: LibrarySprite[];
  chosen: LibrarySprite | null;
  onChoose(sprite: LibrarySprite): void;
}

function LibraryGrid({ project, sprites, chosen, onChoose }: GridProps) {
  const [sought, setSought] = useState('');
  const [topic, setTopic] = useState<Topic>('all');
  const word = sought.trim().toLowerCase();
  const shown = sprites.filter(
    ({ own, label, name }) =>
      (topic === 'all' || own === (topic === 'own')) &&
      [label.zh, label.en, name].some((text) => text.toLowerCase().includes(word)),
  );
  return (
    <>
      <div class="sprite-search">
        <input
          type="search"
          aria-label={t('spriteFind')}
          placeholder={t('spriteFind')}
          value={sought}
          onInput={(event) => setSought(event.currentTarget.value)}
        />
        {TOPICS.map(([one, words]) => (
          <button key={one} class="sprite-topic" aria-pressed={topic === one} onClick={() => setTopic(one)}>
            {t(words, { n: sprites.length })}
          </button>
        ))}
      </div>
      {shown.length ? (
        <div class="sprite-grid">
          {shown.map((sprite) => (
            <button
              key={sprite.path}
              class="sprite-card"
              aria-pressed={sprite.path === chosen?.path}
              onClick={() => onChoose(sprite)}
            >
              <img src={makeCostumeUrl(project, sprite)} alt="" />
              <b>{say(sprite.label)}</b>
            </button>
          ))}
        </div>
      ) : (
        <p class="mut" role="status">
          {t('spritesNone')}
        </p>
      )}
    </>
  );
}

function MadePicture({ picture, name }: { picture: OffscreenCanvas; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current!;
    element.width = picture.width;
    element.height = picture.height;
    element.getContext('2d')!.drawImage(picture, 0, 0);
  }, [picture]);
  return <canvas ref={canvas} role="img" aria-label={t('spriteSide', { name })} />;
}

const isPicture = (kind: string | null) => kind === 'sprite' || kind === 'costume' || kind === 'picture';

/** In Chinese a variable may have a Chinese name; what comes along is called as its drawing in English. */
function getVariableName(sprite: LibrarySprite): string {
  return sprite.own ? sprite.name : say(sprite.label).replace(/\s+/g, '_');
}
