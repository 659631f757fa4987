/** What the program shows: everything together, or one kind at a time. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon';
import type { Opened } from '../state/opened';
import { say, t, type Key } from '../texts';
import { AskCard } from './ask';
import { Curves } from './curve_panel';
import { figure } from './figures';
import { FileRows, OutcomeRow, ProgressRow, roundWords } from './notices';
import { LargePicture, onlyMistakes, PictureStrip, PictureWall } from './pictures';
import { Tables } from './tables';
import { TextLog } from './text_log';

type Tab = 'all' | 'text' | 'curves' | 'pictures' | 'tables';
const SPOKEN_EVERY_MS = 5_000;

export function ResultsPanel({ opened }: { opened: Opened }) {
  const [tab, setTab] = useState<Tab>('all');
  const { run } = opened;
  const results = run.results.read();
  const tabs: Tab[] = results.tables.length ? ['all', 'text', 'curves', 'pictures', 'tables'] : ['all', 'text', 'curves', 'pictures'];
  const shown = tabs.includes(tab) ? tab : 'all';
  useEffect(() => {
    if (run.ask.value) setTab((before) => (before === 'text' ? 'text' : 'all'));
  }, [run.ask.value]);
  const mistakes = () => {
    onlyMistakes.value = true;
    setTab('pictures');
  };
  const waiting = run.shown.value === 'starting';
  const drawing = run.ask.value?.form === 'picture';
  return (
    <section class="results" aria-label={t('results')}>
      <header class="ph">
        <Tabs tabs={tabs} chosen={shown} onChoose={setTab} />
        <span class="grow" />
        <button class="btn ghost ic" aria-label={t('clear')} title={t('clear')} disabled={results.isEmpty} onClick={() => results.clear()}><Icon name="trash" /></button>
      </header>
      <div class={`rbody show-${shown} ${waiting ? 'dimmed' : ''} ${drawing ? 'drawing' : ''}`} id="results" role="tabpanel" aria-label={t(shown)}>
        <div class="upper">
          {(shown === 'all' || shown === 'text') && <AskCard opened={opened} />}
          {shown === 'all' && <All opened={opened} onMistakes={mistakes} onPictures={() => setTab('pictures')} />}
          {shown === 'curves' && (results.curves.length ? <Curves results={results} /> : <Nothing words="noCurves" />)}
          {shown === 'pictures' && (results.pictures.length ? <PictureWall opened={opened} /> : <Nothing words="noPictures" />)}
          {shown === 'tables' && <Tables results={results} />}
          {shown === 'text' && results.log.isEmpty && !run.ask.value && <Nothing words="noText" />}
        </div>
        {(shown === 'all' || shown === 'text') && !results.log.isEmpty && <TextLog results={results} />}
      </div>
      <LargePicture opened={opened} />
      <Spoken opened={opened} />
    </section>
  );
}

function All({ opened, onMistakes, onPictures }: { opened: Opened; onMistakes(): void; onPictures(): void }) {
  const results = opened.run.results.read();
  if (results.isEmpty && !results.progress && !opened.run.ask.value && opened.run.phase.value === 'ready') return <NothingYet />;
  return (
    <>
      <ProgressRow results={results} />
      <OutcomeRow opened={opened} onMistakes={onMistakes} />
      {results.curves.length > 0 && <Curves results={results} />}
      {results.pictures.length > 0 && <PictureStrip opened={opened} onAll={onPictures} />}
      <FileRows results={results} />
      {results.tables.length > 0 && !results.curves.length && !results.pictures.length && <Tables results={results} most={2} />}
    </>
  );
}

function NothingYet() {
  return <div class="empty"><Icon name="activity" size="l" /><b>{t('nothing')}</b><p>{t('nothingText')}</p></div>;
}

function Nothing({ words }: { words: Key }) {
  return <div class="empty"><p>{t(words)}</p></div>;
}

function Tabs({ tabs, chosen, onChoose }: { tabs: Tab[]; chosen: Tab; onChoose(tab: Tab): void }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(chosen) + step + tabs.length) % tabs.length];
    onChoose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="seg" role="tablist" aria-label={t('results')} onKeyDown={onKeyDown}>
      {tabs.map((one) => (
        <button key={one} id={`tab-${one}`} role="tab" aria-controls="results" aria-selected={one === chosen} tabIndex={one === chosen ? 0 : -1} onClick={() => onChoose(one)}>{t(one)}</button>
      ))}
    </div>
  );
}

/** A summary for screen readers, at most every 5 seconds: a curve cannot be heard. */
function Spoken({ opened }: { opened: Opened }) {
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setInterval(() => setWords(summary(opened)), SPOKEN_EVERY_MS);
    return () => clearInterval(timer);
  }, [opened]);
  return <p class="sr" role="status">{words}</p>;
}

function summary(opened: Opened): string {
  const { results, outcome } = opened.run;
  if (outcome.value) return say(outcome.value);
  if (!opened.run.busy.value || !results.progress) return '';
  const accuracy = results.curves.find((one) => one.panel === 'train')?.newest('accuracy') ?? null;
  const round = roundWords(results.progress);
  return accuracy === null ? round : t('spoken', { round, n: figure('accuracy', accuracy) });
}
