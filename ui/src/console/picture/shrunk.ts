/** What the server takes at most, in bytes. */
const FILE_BYTES_MAX = 4 * 1024 * 1024;
/** The longer side that is kept of a picture, in pixels. */
const SIDE_PX_MAX = 2_048;

/**
 * A picture as it can be sent: a file of a camera is larger than the server takes, and would be made smaller there
 * anyway. One that this browser cannot read is sent as it is; the server says what is wrong with it.
 */
export async function shrunk(file: Blob): Promise<Blob> {
  if (file.size <= FILE_BYTES_MAX) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE_PX_MAX / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(picture.width * scale)),
      Math.max(1, Math.round(picture.height * scale)),
    );
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  } catch {
    return file;
  }
}
