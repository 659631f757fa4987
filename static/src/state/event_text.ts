/** Writes down what a run says, line by line, as text for the page. */

import { formatValue, getName, sortNames } from '../lib/numbers/metric_format';
import { both } from '../lib/texts';
import type { Text } from '../lib/types';
import type { LogBuffer } from './text_log';
import './texts';
import type {
  AskEvent,
  FileWrittenEvent,
  MetricEvent,
  ProgramErrorEvent,
  RunEvent,
  RunStateEvent,
} from '../lib/messages';

export class EventFormatter {
  private asked: AskEvent | null = null;
  private erred = false;

  /** Adds the lines of an event, if it has any. Returns whether it had. */
  write(log: LogBuffer, event: RunEvent): boolean {
    const before = log.total;
    switch (event.kind) {
      case 'output':
        log.write(event.text, event.stream === 'stdout' ? '' : 'stderr');
        return true;
      case 'metric':
        if (event.panel === 'train') log.say(formatEpoch(event), 'note');
        break;
      case 'file':
        if (event.role !== 'model') log.say(formatFile(event), 'note');
        break;
      case 'note':
        log.say({ zh: event.zh, en: event.en }, event.level === 'warn' ? 'warn' : 'note');
        break;
      case 'sound':
        if (event.what === 'say') log.say(both('programSays', { text: event.text }), '');
        break;
      case 'ask':
        this.asked = event;
        break;
      case 'answered':
        this.writeAnswer(log, event.id, event.shown);
        break;
      case 'error':
        this.erred = true;
        log.say(formatError(event), 'bad');
        break;
      case 'state':
        this.writeState(log, event);
        break;
    }
    return log.total > before;
  }

  private writeAnswer(log: LogBuffer, id: number, shown: string): void {
    const asked = this.asked?.id === id ? this.asked : null;
    // What the program waited for is there again: it asks for nothing any more.
    if (asked?.form === 'device' && !shown) return;
    if (asked?.text) return log.say(asked.text, 'asked');
    if (asked?.question || shown) log.say([asked?.question, shown].filter(Boolean).join('  '), 'asked');
  }

  /** An outcome's own sentence, where no error has said more. */
  private writeState(log: LogBuffer, { state, text }: RunStateEvent): void {
    if (text && !this.erred && state !== 'finished') log.say(text, state === 'stopped' ? 'note' : 'bad');
  }
}

/**
 * A round of training as a line of text: its first two values, which fit into a narrow line; the curve has them all.
 */
function formatEpoch(event: MetricEvent): Text {
  const half = (language: 'zh' | 'en') => {
    const marks = sortNames(Object.keys(event.values))
      .slice(0, 2)
      .map((name) => `${getName(name, Object.keys(event.values))[language]} ${formatValue(name, event.values[name])}`);
    return [both('epochNumber', { n: event.step })[language], ...marks].join('  ');
  };
  return { zh: half('zh'), en: half('en') };
}

function formatFile({ role, path }: FileWrittenEvent): Text {
  const words = both(role === 'weights' ? 'fileWeights' : 'fileOther');
  return { zh: `${words.zh}  ${path}`, en: `${words.en}  ${path}` };
}

function formatError(event: ProgramErrorEvent): Text {
  const half = (language: 'zh' | 'en') => {
    const what = event.title[language];
    return `✖ ${event.line === null ? what : both('atLine', { n: event.line, what })[language]}`;
  };
  return { zh: half('zh'), en: half('en') };
}
