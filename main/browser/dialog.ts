/** electron.dialog: asked in the page, because the user may sit at another machine than the one the host runs on. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { ask } from './host.ts';

/** Dialogs take the window that they belong to first, or leave it out. */
type WithWindow<O> = [window: Electron.BaseWindow, options: O] | [options: O];
const optionsOf = <O>(args: WithWindow<O>): O => args[args.length - 1] as O;

let uploads: string | null = null;

/** A file that the user chose, on the host's disk: the program wants a path. Gone when the process ends. */
function upload(name: string, bytes: Uint8Array): string {
  if (!uploads) {
    const folder = mkdtempSync(join(tmpdir(), 'organism-uploads-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    uploads = folder;
  }
  // A folder of its own for each, so that a file keeps its name.
  const path = join(mkdtempSync(join(uploads, 'file-')), basename(name.replaceAll('\\', '/')));
  writeFileSync(path, bytes);
  return path;
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** What is wrong with a path to save to, or null; asks whether to replace a file. */
async function checkFile(path: string): Promise<string | null> {
  if (isFolder(path)) return `${path} is a folder. Add the name of a file.`;
  if (!isFolder(dirname(path))) return `There is no folder ${dirname(path)} on this machine.`;
  if (!existsSync(path)) return null;
  const message = `${path} exists already. Saving replaces it.`;
  const { response } = await dialog.showMessageBox({ title: 'Replace the file?', message, buttons: ['Cancel', 'Replace'] });
  return response === 1 ? null : 'Choose another name.';
}

export const dialog = {
  async showOpenDialog(...args: WithWindow<Electron.OpenDialogOptions>): Promise<Electron.OpenDialogReturnValue> {
    const { title = 'Open', filters = [], properties = [] } = optionsOf(args);
    const unknown = properties.filter((property) => property !== 'openFile');
    if (unknown.length) throw new Error(`dialog.showOpenDialog: ${unknown.join(', ')} is not part of the browser host`);
    const extensions = filters.flatMap((filter) => filter.extensions);
    const accept = extensions.includes('*') ? '' : extensions.map((extension) => `.${extension}`).join(',');
    const answer = await ask({ kind: 'open', title, accept });
    if (answer?.kind !== 'open') return { canceled: true, filePaths: [] };
    return { canceled: false, filePaths: [upload(answer.name, answer.bytes)] };
  },

  /** Asks for a path on this machine until it is a good one. */
  async showSaveDialog(...args: WithWindow<Electron.SaveDialogOptions>): Promise<Electron.SaveDialogReturnValue> {
    const { title = 'Save', defaultPath = '', buttonLabel = 'Save' } = optionsOf(args);
    let path = resolve(homedir(), defaultPath);
    let problem: string | null = null;
    do {
      const answer = await ask({ kind: 'path', title, path, button: buttonLabel, problem });
      if (answer?.kind !== 'path') return { canceled: true, filePath: '' };
      path = resolve(homedir(), answer.path.replace(/^~(?=$|[\\/])/, homedir()));
      problem = await checkFile(path);
    } while (problem !== null);
    return { canceled: false, filePath: path };
  },

  async showMessageBox(...args: WithWindow<Electron.MessageBoxOptions>): Promise<Electron.MessageBoxReturnValue> {
    const { title = 'Organism', message, detail = '', buttons = ['OK'], defaultId = 0, cancelId = 0 } = optionsOf(args);
    const answer = await ask({ kind: 'message', title, message, detail, buttons, defaultId });
    return { response: answer?.kind === 'message' ? answer.button : cancelId, checkboxChecked: false };
  },

  /** On the terminal as well: there may be no page yet. */
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
    void ask({ kind: 'message', title, message: content, detail: '', buttons: ['OK'], defaultId: 0 });
  },
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>;
