/** What is said of a mistake: a card below its line, which makes room for it. */

import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { render } from 'preact';
import { say, splitSentence, t } from '../../../lib/texts';
import type { TextMistake } from '../../../lib/types';
import type { PlacedMistake } from './mistakes';
import '../../../lib/common_texts';
import './texts';

/** The sentence on the page to which the text refers as its error. */
export const MISTAKE_ID = 'code-mistake';
const HEIGHT = 92;

/** What its buttons do. */
export interface MistakeActs {
  mend(): void;
  /** Shows what the value can do; null: that is not known of it. */
  offer(mistake: PlacedMistake): (() => void) | null;
}

const change = StateEffect.define<{ at: number; widget: MistakeWidget } | null>();

const shown = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(cards, transaction) {
    const next = transaction.effects.find((effect) => effect.is(change));
    if (!next) return cards.map(transaction.changes);
    const { value } = next;
    return value
      ? Decoration.set([Decoration.widget({ widget: value.widget, block: true, side: 1 }).range(value.at)])
      : Decoration.none;
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.contentAttributes.from(
      field,
      (cards): Record<string, string> =>
        cards.size ? { 'aria-invalid': 'true', 'aria-errormessage': MISTAKE_ID } : {},
    ),
  ],
});

export const showMistakes: Extension = shown;

/** Shows the card of one mistake and of no other. */
export function setMistakeCard(view: EditorView, found: PlacedMistake | null, acts: MistakeActs): void {
  if (!found && !view.state.field(shown).size) return;
  const widget = found && new MistakeWidget(found.mistake, acts, acts.offer(found));
  view.dispatch({ effects: change.of(widget && { at: view.state.doc.lineAt(found!.from).to, widget }) });
}

class MistakeWidget extends WidgetType {
  constructor(
    private readonly mistake: TextMistake,
    private readonly acts: MistakeActs,
    private readonly offer: (() => void) | null,
  ) {
    super();
  }

  override eq(other: MistakeWidget): boolean {
    return other.mistake === this.mistake;
  }

  override get estimatedHeight(): number {
    return HEIGHT;
  }

  override toDOM(): HTMLElement {
    const place = document.createElement('div');
    place.className = 'mistake-place';
    render(<Card mistake={this.mistake} mend={this.acts.mend} offer={this.offer} />, place);
    return place;
  }

  override destroy(place: HTMLElement): void {
    render(null, place);
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

interface CardProps {
  mistake: TextMistake;
  mend(): void;
  offer: (() => void) | null;
}

function Card({ mistake: { text, near, brings }, mend, offer }: CardProps) {
  const [what, advice] = splitSentence(say(text));
  return (
    <div class="mistake-card">
      <p>
        <b>{what}</b>
        {what.endsWith('.') && ' '}
        {advice}
      </p>
      <div class="row">
        {(near || brings) && (
          <button class="btn pri" onClick={mend}>
            {near ? t('changeTo', { name: near }) : t('addLine')}
          </button>
        )}
        {offer && (
          <button class="btn" onClick={offer}>
            {t('whatCanItDo')}
          </button>
        )}
      </div>
    </div>
  );
}

/** The same sentence for those who do not see the card. */
export function MistakeSentence({ found }: { found: PlacedMistake | null }) {
  return (
    <p class="sr" id={MISTAKE_ID} role="status" aria-live="polite">
      {found && say(found.mistake.text)}
    </p>
  );
}
