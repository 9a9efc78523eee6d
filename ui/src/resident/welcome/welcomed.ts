/** Whether somebody has been welcomed on this device. It is kept beside the page: nobody else needs to know. */
const KEY = 'lamplight-welcomed';

export function isWelcomed(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    // A page that can keep nothing would welcome for ever.
    return true;
  }
}

export function keepWelcomed(): void {
  try {
    localStorage.setItem(KEY, '1');
  } catch {
    // It is then shown once more, which does no harm.
  }
}
