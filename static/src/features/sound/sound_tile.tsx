/** A second of sound of a data set, drawn as the model gets it. */

import { SmallImage } from '../../components/small_image';
import * as api from '../../lib/api';

interface TileProps {
  project: string;
  /** Below the project. */
  path: string;
  size?: 64 | 160 | 320;
}

export function SoundTile({ project, path, size = 64 }: TileProps) {
  return <SmallImage address={api.makeThumbnailUrl(project, path, size)} class="sound-tile" />;
}
