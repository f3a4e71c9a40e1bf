import manifest from '../../package.json' with { type: 'json' };

/** Of the program, which is also the version of the engine that a run notes. */
export const version: string = manifest.version;
