/** Makes of a file what the grid shows and what the model gets. The file itself stays where it is. */

import { both } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import './texts';

const THUMB = 160;
/** Pixels of a side that a model gets of a large picture, as the try-it panel sends them. */
const LONGEST = 640;
/** Smaller files go as they are. */
const SMALL_BYTES = 256 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_PIXELS = 64_000_000;
const QUALITY = 0.92;
const AS_THEY_ARE = ['image/jpeg', 'image/png'];

export interface PreparedPicture {
  thumb: Blob;
  /** A JPEG or a PNG. */
  sent: Blob;
  width: number;
  height: number;
}

/** Why a file cannot be asked about. */
export class UnreadablePicture extends Error {
  constructor(readonly text: Text) {
    super(text.en);
  }
}

/** Rejects with `UnreadablePicture` for what is no picture that this browser can open. */
export async function preparePicture(file: File): Promise<PreparedPicture> {
  if (!file.size) throw new UnreadablePicture(both('batchEmpty'));
  if (file.size > MAX_BYTES) throw new UnreadablePicture(both('batchLarge'));
  const address = URL.createObjectURL(file);
  const image = new Image();
  image.src = address;
  try {
    // Only the head of the file is read until it is drawn: one of too many pixels never is.
    await new Promise((resolve, reject) => Object.assign(image, { onload: resolve, onerror: reject })).catch(() => {
      throw new UnreadablePicture(both('batchNoPicture'));
    });
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || !height || file.type.startsWith('image/svg')) throw new UnreadablePicture(both('batchNoPicture'));
    if (width * height > MAX_PIXELS) throw new UnreadablePicture(both('batchLarge'));
    const whole = AS_THEY_ARE.includes(file.type) && file.size <= SMALL_BYTES;
    const thumb = await draw(image, THUMB, 'image/jpeg');
    return { thumb, sent: whole ? file : await draw(image, LONGEST, 'image/jpeg'), width, height };
  } finally {
    URL.revokeObjectURL(address);
    image.removeAttribute('src');
  }
}

async function draw(image: HTMLImageElement, longest: number, kind: string): Promise<Blob> {
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(1, longest / Math.max(width, height));
  const sheet = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const pen = sheet.getContext('2d')!;
  pen.fillStyle = '#fff'; // as the model sees what is transparent
  pen.fillRect(0, 0, sheet.width, sheet.height);
  try {
    pen.drawImage(image, 0, 0, sheet.width, sheet.height);
  } catch {
    throw new UnreadablePicture(both('batchNoPicture'));
  }
  return sheet.convertToBlob({ type: kind, quality: QUALITY });
}
