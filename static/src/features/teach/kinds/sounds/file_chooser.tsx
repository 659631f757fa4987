/** A button that lets somebody choose sound files. */

import type { ComponentChildren, ComponentProps } from 'preact';
import { useRef } from 'preact/hooks';

const SOUND_FILES = 'audio/*,.wav,.mp3,.ogg,.flac,.opus,.webm';

interface ChooserProps extends Omit<ComponentProps<'button'>, 'onClick'> {
  /** Also zips of them, and several at once. */
  many?: boolean;
  onFiles(files: File[]): void;
  children: ComponentChildren;
}

export function FileChooser({ many = false, onFiles, children, ...rest }: ChooserProps) {
  const files = useRef<HTMLInputElement>(null);
  return (
    <>
      <button {...rest} onClick={() => files.current?.click()}>
        {children}
      </button>
      <input
        type="file"
        hidden
        multiple={many}
        ref={files}
        accept={many ? `${SOUND_FILES},.zip` : SOUND_FILES}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ''; // the same files may be chosen again
          if (chosen.length) onFiles(chosen);
        }}
      />
    </>
  );
}
