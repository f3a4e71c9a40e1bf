import { join } from 'node:path';
import envPaths from 'env-paths';

/**
 * Where the database lies: `ORGANISM_DB` if it is set, else `organism.sqlite` in the platform's folder for data
 * (~/.local/share/organism, ~/Library/Application Support/organism, %LOCALAPPDATA%\organism\Data).
 */
export function databasePath(): string {
  return process.env.ORGANISM_DB || join(envPaths('organism', { suffix: '' }).data, 'organism.sqlite');
}
