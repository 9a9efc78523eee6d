/**
 * A photo as an address that carries it. The window's policy lets pictures come from nowhere else; the
 * addresses of `URL.createObjectURL` would have to be given back one by one.
 */
export function toDataUrl(bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the photo cannot be read'));
    reader.readAsDataURL(new Blob([bytes.slice()], { type: 'image/jpeg' }));
  });
}
