/** Cannot be loaded, as a module whose packages are not there. */
export default function broken(): number {
  return 1;
}

throw new Error('not on this machine');
