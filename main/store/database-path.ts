import { join } from 'node:path';
import envPaths from 'env-paths';

/**
 * `organism.sqlite` in the platform's folder for data (~/.local/share/organism, ~/Library/Application Support/organism,
 * %LOCALAPPDATA%\organism\Data).
 */
export const defaultDatabasePath = (): string => join(envPaths('organism', { suffix: '' }).data, 'organism.sqlite');

/** Where the database lies: `ORGANISM_DB` if it is set, else the default. */
export const databasePath = (): string => process.env.ORGANISM_DB || defaultDatabasePath();
