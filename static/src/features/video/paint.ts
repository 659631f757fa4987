/** Draws the pictures of a video into a canvas: decoded beside the page's own work, and let go of at once. */

/** Shows a JPEG in a canvas, which takes its size. Returns whether it was one. */
export async function paint(canvas: HTMLCanvasElement, jpeg: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const picture = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' })).catch(() => null);
  if (!picture) return false;
  // Setting a size wipes the canvas, even when it is the same.
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  canvas.getContext('2d', { alpha: false })!.drawImage(picture, 0, 0);
  picture.close();
  return true;
}
