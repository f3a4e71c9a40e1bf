/** electron.dialog: asked in the page, because the user may sit at another machine than the one the host runs on. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

/** What is wrong with a path to save to, or null. */
function problemWith(path: string): string | null {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return `${path} is a folder. Add the name of a file.`;
  if (!statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) return `There is no folder ${dirname(path)} on this machine.`;
  return null;
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

  async showSaveDialog(...args: WithWindow<Electron.SaveDialogOptions>): Promise<Electron.SaveDialogReturnValue> {
    const { title = 'Save', defaultPath = '', buttonLabel = 'Save' } = optionsOf(args);
    let path = resolve(homedir(), defaultPath);
    let problem: string | null = null;
    while (true) {
      const answer = await ask({ kind: 'save', title, path, button: buttonLabel, problem });
      if (answer?.kind !== 'save') return { canceled: true, filePath: '' };
      path = resolve(homedir(), answer.path.replace(/^~(?=$|[\\/])/, homedir()));
      problem = problemWith(path);
      if (problem) continue;
      if (!statSync(path, { throwIfNoEntry: false }) || (await mayReplace(path))) return { canceled: false, filePath: path };
    }
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

async function mayReplace(path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    title: 'Replace the file?',
    message: `${path} exists already. Saving replaces it.`,
    buttons: ['Cancel', 'Replace'],
  });
  return response === 1;
}
