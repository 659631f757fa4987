/** The serial monitor: what the board says as text, or its numbers as curves; a line can be sent to it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import type { Port } from '../../lib/board_types';
import { recall, remember } from '../../lib/storage';
import { t } from '../../lib/texts';
import { type Subscription, subscribe } from '../../lib/topic_socket';
import type { Text } from '../../lib/types';
import { Results } from '../../state/results';
import { TextLog } from '../output/text_log';
import { PlotSeries } from './plot_series';
import { Plotter } from './plotter';
import { ProblemText } from './problem';
import './texts';

const BAUDS = [1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 250000];
const BAUD = 'serial:baud';
const USUAL = 9600;
const END = '\n';
const MAX_KEPT = 2_000; // lines

/** drawn: as curves instead of text. */
export function SerialMonitor({ port, drawn }: { port: Port; drawn: boolean }) {
  const [baud, setBaud] = useState(() => recall(BAUD, USUAL));
  const serial = useSerial(port.port, baud);
  const choose = (value: number) => {
    setBaud(value);
    remember(BAUD, value);
  };
  return (
    <div class="serial">
      <div class="row serial-tools">
        <label class="row">
          <span class="cap">{t('baud')}</span>
          <select class="choice" value={baud} onChange={(event) => choose(Number(event.currentTarget.value))}>
            {BAUDS.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <span class="grow cap" role="status">
          {serial.paused ? t('pausedLines', { n: serial.waiting }) : ''}
        </span>
        <button class="btn" aria-pressed={serial.paused} onClick={serial.pause}>
          <Icon name={serial.paused ? 'play' : 'pause'} />
          <span>{t(serial.paused ? 'goOnText' : 'pauseText')}</span>
        </button>
        <button class="btn" onClick={serial.clear}>
          <Icon name="trash" />
          <span>{t('clearText')}</span>
        </button>
      </div>
      {serial.trouble && <ProblemText {...serial.trouble} />}
      {drawn ? <Plotter numbers={serial.numbers} /> : <SerialText results={serial.results} />}
      <form class="row" onSubmit={(event) => sendLine(event, serial.send)}>
        <input type="text" aria-label={t('sendLine')} placeholder={t('sendLine')} autocomplete="off" maxLength={1000} />
        <button class="btn" type="submit">
          <Icon name="send" />
          <span>{t('sendIt')}</span>
        </button>
      </form>
    </div>
  );
}

function SerialText({ results }: { results: Results }) {
  if (results.read().log.isEmpty)
    return (
      <div class="empty">
        <p>{t('serialWaits')}</p>
      </div>
    );
  return (
    <div class="serial-text" role="group" aria-label={t('serialText')}>
      <TextLog results={results} />
    </div>
  );
}

function sendLine(event: SubmitEvent, send: (line: string) => void): void {
  event.preventDefault();
  const field = (event.currentTarget as HTMLFormElement).querySelector('input')!;
  send(field.value);
  field.value = '';
}

interface Trouble {
  error: Text;
  hint?: Text;
  repair?: string;
}

interface Serial {
  results: Results;
  numbers: PlotSeries;
  paused: boolean;
  /** Lines that came during the pause. */
  waiting: number;
  trouble: Trouble | null;
  pause(): void;
  clear(): void;
  send(line: string): void;
}

/** What comes from a port as long as it is looked at. Lines that come during a pause are kept for afterwards. */
function useSerial(port: string, baud: number): Serial {
  const line = useRef<Subscription | null>(null);
  const kept = useRef<string[]>([]);
  const unsent = useRef<string[] | null>([]);
  const [results] = useState(() => new Results());
  const [numbers] = useState(() => new PlotSeries());
  const [paused, setPaused] = useState(false);
  const [waiting, setWaiting] = useState(0);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const halted = useRef(false);
  const show = (lines: string[]) => {
    for (const one of lines) {
      results.log.write(`${one}\n`);
      numbers.add(one);
    }
    results.touch();
    results.commit();
    numbers.commit();
  };
  const send = (text: string) => {
    // What is typed before the line is there goes out when it is.
    if (unsent.current) return void unsent.current.push(text);
    line.current?.send({ write: text, end: END });
    results.log.say(`→ ${text}`, 'asked');
    results.touch();
    results.commit();
  };
  useEffect(() => {
    setTrouble(null);
    unsent.current = [];
    const mine = (line.current = subscribe(
      `serial:${port}?baud=${baud}`,
      (header: Partial<Trouble> & { lines?: string[]; dropped?: number }) => {
        if (header.error) return setTrouble(header as Trouble);
        setTrouble(null);
        if (header.dropped) results.log.say(t('droppedLines', { n: header.dropped }), 'note');
        const lines = header.lines ?? [];
        if (!halted.current) return show(lines);
        kept.current = [...kept.current, ...lines].slice(-MAX_KEPT);
        setWaiting(kept.current.length);
      },
      (open) => {
        const early = unsent.current;
        unsent.current = open ? null : (early ?? []);
        if (open) early?.forEach(send);
      },
    ));
    return () => mine.close();
  }, [port, baud]);
  return {
    results,
    numbers,
    paused,
    waiting,
    trouble,
    send,
    pause: () => {
      halted.current = !paused;
      setPaused(!paused);
      if (paused) show(kept.current.splice(0));
      setWaiting(0);
    },
    clear: () => {
      results.clear();
      numbers.clear();
    },
  };
}
