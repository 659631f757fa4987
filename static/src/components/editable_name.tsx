/** A window that asks for a name. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../lib/texts';
import { Dialog } from './dialog';
import '../lib/common_texts';

const LONGEST = 60;

interface NameProps {
  title: string;
  /** What the field is called; without it a project's name. */
  label?: string;
  name: string;
  /** Letters at most. */
  longest?: number;
  /** Whether the name as it is will do. */
  same?: boolean;
  /** What is wrong with a name that is typed; '' for nothing. */
  check?(typed: string): string;
  onName(name: string): void;
  onClose(): void;
}

export function NameDialog({
  title,
  label = t('name'),
  name,
  longest = LONGEST,
  same = false,
  check = () => '',
  onName,
  onClose,
}: NameProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    const typed = input.current?.value.trim();
    input.current?.setCustomValidity(typed ? check(typed) : '');
    if (!input.current?.reportValidity()) return;
    if (typed && (same || typed !== name)) onName(typed);
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <input
          type="text"
          ref={input}
          defaultValue={name}
          maxLength={longest}
          aria-label={label}
          onInput={(event) => event.currentTarget.setCustomValidity('')}
        />
        <div class="row dialog-foot">
          <button type="button" class="btn" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" class="btn pri">
            {t('ok')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
