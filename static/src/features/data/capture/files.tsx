/** Picture files as the source: chosen or dropped, kept one after the other. */

import { useRef, useState } from 'preact/hooks';
import { SkippedFileList } from '../../../components/files/skipped_files';
import { Icon } from '../../../components/icon';
import * as api from '../../../lib/api';
import { t } from '../../../lib/texts';
import type { SkippedFiles } from '../../../lib/types';
import type { CaptureSession } from './capture_session';
import './texts';
import '../texts';

/** So many in a row that cannot be kept: it is not the pictures. */
const ENOUGH = 20;

export function FileDrop({ collector }: { collector: CaptureSession }) {
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState<{ done: number; total: number } | null>(null);
  const [left, setLeft] = useState<SkippedFiles[]>([]);
  const stopped = useRef(false);
  const take = async (files: File[]) => {
    if (busy || !files.length || collector.label.peek() === null) return;
    collector.begin();
    stopped.current = false;
    const odd: SkippedFiles[] = [];
    for (const [done, file] of files.entries()) {
      if (stopped.current || odd.length >= ENOUGH) break;
      setBusy({ done, total: files.length });
      await collector.keep(file).catch((error) => odd.push({ name: file.name, why: api.describeError(error) }));
    }
    setLeft(odd);
    setBusy(null);
    collector.finish();
  };
  const choose = ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    void take([...(input.files ?? [])]);
    input.value = ''; // the same files may be chosen again
  };
  // The page itself takes dropped folders as data sets: what is dropped here stays here.
  const keep = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(isOver);
  };
  const drop = (event: DragEvent) => {
    keep(event, false);
    void take([...(event.dataTransfer?.files ?? [])]);
  };
  const unnamed = collector.label.value === null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens around what is used
    <div
      class={`col-drop ${over ? 'over' : ''}`}
      onDragOver={(event) => keep(event, true)}
      onDragLeave={(event) => keep(event, false)}
      onDrop={drop}
    >
      <Icon name="image" size="l" class="mut" />
      <p>{t(unnamed ? 'colFirst' : 'colDrop')}</p>
      {busy ? (
        <>
          <p class="num" role="status">
            {t('doneOf', { n: busy.done, m: busy.total })}
          </p>
          <button class="btn" onClick={() => (stopped.current = true)}>
            {t('colStop')}
          </button>
        </>
      ) : (
        <label class={`btn ${unnamed ? '' : 'pri'}`}>
          <Icon name="image" />
          <span>{t('colChooseFiles')}</span>
          <input class="sr" type="file" accept="image/*" multiple disabled={unnamed} onChange={choose} />
        </label>
      )}
      {left.length > 0 && (
        <div class="col-odd" role="alert">
          <SkippedFileList files={left} unfolded />
        </div>
      )}
    </div>
  );
}
