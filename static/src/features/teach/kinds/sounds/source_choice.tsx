/** Whether the model is asked about what the microphone hears, or about a file. */

import { FileChooser } from '../../../../components/files/file_chooser';
import { Icon } from '../../../../components/icon';
import { t } from '../../../../lib/texts';
import type { SoundStore } from './sound_store';
import './texts';

export const SOUND_FILES = 'audio/*,.wav,.mp3,.ogg,.flac,.opus,.webm';

export function SourceChoice({ store }: { store: SoundStore }) {
  const file = store.file.value;
  const listen = () => {
    store.file.value = null;
    void store.microphone.open();
  };
  return (
    <div class="seg sounds-source" role="group" aria-label={t('soundsSource')}>
      <button aria-pressed={!file} onClick={listen}>
        <Icon name="microphone" size="s" />
        <span>{t('soundsMicrophone')}</span>
      </button>
      <FileChooser
        accept={SOUND_FILES}
        aria-pressed={file !== null}
        onFiles={([first]) => {
          store.file.value = first;
        }}
      >
        <Icon name="fileSound" size="s" />
        <span>{t('soundsFilesShort')}</span>
      </FileChooser>
    </div>
  );
}
