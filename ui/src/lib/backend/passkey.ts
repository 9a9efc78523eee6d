import { BackendError } from './failure';

/** Whether this page can use passkeys: the browser must, and the server must be reached by a name. */
export function offersPasskeys(): boolean {
  const isNumber = /^[\d.]+$|^\[/.test(location.hostname);
  return (
    !isNumber &&
    typeof PublicKeyCredential === 'function' &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential
  );
}

/** Has the browser make a passkey, as the server asks. */
export function makePasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return performed(navigator.credentials.create({ publicKey }));
}

/** Has the browser use a passkey, as the server asks. */
export function usePasskey(options: PublicKeyCredentialRequestOptionsJSON): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return performed(navigator.credentials.get({ publicKey }));
}

async function performed(ceremony: Promise<Credential | null>): Promise<unknown> {
  // Whoever turns away, waits too long or has no passkey here is not told apart, lest a page learns which.
  const credential = await ceremony.catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) throw new BackendError('cancelled');
  return credential.toJSON();
}
