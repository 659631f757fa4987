/** A button that brings a table's file in. */

import { useRef } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { readChosenFiles, uploadDataset } from '../../../import/upload';
import { bringTable } from './bring_table';
import '../texts';

const ACCEPTED = '.csv,.tsv,.tab,.xlsx,.xlsm,.xls,.xlsb,.ods';

interface ImportButtonProps {
  opened: ProjectStore;
  /** What becomes of the table once the project has it; none: it is shown. */
  onTaken?(name: string): void;
}

export function TableImportButton({ opened, onTaken }: ImportButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const take = () => {
    const [file] = input.current?.files ?? [];
    if (file) void bringTable(opened, file, () => void uploadDataset(opened, readChosenFiles([file])), onTaken);
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <button class="btn" disabled={opened.readOnly.value} onClick={() => input.current?.click()}>
        <Icon name="folder" />
        <span>{t('tableImport')}</span>
      </button>
      <input type="file" hidden ref={input} accept={ACCEPTED} onChange={take} />
    </>
  );
}
