/** The pictures of the map: many small ones on a few sheets, and single ones where they are drawn large. */

import type { MapData } from './map_data';

const MAX_SHEETS = 40;
const MAX_SINGLE = 300;

/** What is drawn of a picture: a part of an image. */
export interface ImagePart {
  image: HTMLImageElement;
  x: number;
  y: number;
  side: number;
}

export class MapImages {
  private readonly sheets = new Map<number, HTMLImageElement>();
  private readonly single = new Map<string, HTMLImageElement>();

  /** onNews: an image has come. */
  constructor(
    private readonly data: MapData,
    private readonly makeSheetUrl: (sheet: number, drawing: number) => string,
    private readonly makeImageUrl: (path: string) => string,
    private readonly onNews: () => void,
  ) {}

  /** The picture of a point as far as it is here; what is missing is asked for. large: more pixels than a tile has. */
  get(at: number, large: boolean): ImagePart | null {
    const { path } = this.data.points[at];
    if (large) {
      const image = this.take(this.single, path, () => this.makeImageUrl(path), MAX_SINGLE);
      if (image.complete && image.naturalWidth) return cutSquare(image);
    }
    return this.getTile(this.data.points[at].tile);
  }

  private getTile(tile: number): ImagePart | null {
    if (tile < 0) return null;
    const { tile: side, across, drawing } = this.data;
    const [sheet, place] = [Math.floor(tile / across ** 2), tile % across ** 2];
    const image = this.take(this.sheets, sheet, () => this.makeSheetUrl(sheet, drawing), MAX_SHEETS);
    if (!image.complete || !image.naturalWidth) return null;
    return { image, x: (place % across) * side, y: Math.floor(place / across) * side, side };
  }

  /** From a memory whose longest unused image goes. */
  private take<Name>(memory: Map<Name, HTMLImageElement>, name: Name, url: () => string, most: number) {
    let image = memory.get(name);
    if (image) memory.delete(name);
    else {
      image = new Image();
      image.decoding = 'async';
      image.onload = this.onNews;
      image.src = url();
    }
    memory.set(name, image);
    if (memory.size > most) memory.delete(memory.keys().next().value!);
    return image;
  }
}

function cutSquare(image: HTMLImageElement): ImagePart {
  const { naturalWidth: width, naturalHeight: height } = image;
  const side = Math.min(width, height);
  return { image, x: (width - side) / 2, y: (height - side) / 2, side };
}
