/** Addresses of our own window. Parsed and compared by part: Node gives every `app:` URL the origin "null". */

export const scheme = 'app';
export const windowAddress = `${scheme}://organism/`;

/** @param devAddress of electron-vite's server when developing, else null. */
export function isOurs(address: string, devAddress: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return [windowAddress, devAddress].some((ours) => {
    if (ours === null) return false;
    const { protocol, host } = new URL(ours);
    return url.protocol === protocol && url.host === host;
  });
}
