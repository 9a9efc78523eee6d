// An authenticator in the browser: it keeps keys, recognises its person, and answers at once.

/** Plugs one in; gives its id. `devtools` is a session of Chromium's DevTools, in which `WebAuthn` was enabled. */
export async function plugIn(devtools, transport) {
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}
