const place = 'videogen.key';
const listeners = new Set<() => void>();
let refused = false;

/** The API key of this browser session; where it asks for none, there is none. It goes with the tab, not onto the disk for good. */
export const storedKey = () => sessionStorage.getItem(place) ?? '';
export const keyHeader = (): Record<string, string> => (storedKey() ? { authorization: `Bearer ${storedKey()}` } : {});

const tell = () => listeners.forEach((listener) => listener());

/** The API has refused who we are, so a key has to be asked for. */
export function signedOut() {
  refused = true;
  tell();
}

export function signIn(key: string) {
  sessionStorage.setItem(place, key);
  refused = false;
  tell();
}

export function signOut() {
  sessionStorage.removeItem(place);
  signedOut();
}

export const needsSignIn = () => refused;
export function onSession(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
