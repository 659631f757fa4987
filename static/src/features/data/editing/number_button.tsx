/** Asks which number is right for pictures. */

import { useState } from 'preact/hooks';
import { NameDialog } from '../../../components/editable_name';
import { Icon } from '../../../components/icon';
import { isNumber } from '../../../lib/numbers/is_number';
import { t } from '../../../lib/texts';
import './texts';

interface NumberButtonProps {
  /** What they have now; '' where they differ. */
  number: string;
  kind: string;
  onNumber(number: string): void;
}

export function NumberButton({ number, kind, onNumber }: NumberButtonProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button class={kind} onClick={() => setAsking(true)}>
        <Icon name="pencil" />
        <span class="edit-word">{t('editNumber')}</span>
      </button>
      {asking && (
        <NameDialog
          title={t('editNumber')}
          label={t('editTheNumber')}
          name={number}
          check={(typed) => (isNumber(typed) ? '' : t('editNoNumber'))}
          onName={onNumber}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
