/** The host's dialogs as HTML, where Electron would show the system's. One at a time: the next waits for the last. */
import type { Answer, Question } from '../ipc/transport.ts';

let last: Promise<unknown> = Promise.resolve();

export function ask(question: Question): Promise<Answer> {
  const shown = last.then(() => show(question));
  last = shown.catch(() => undefined);
  return shown;
}

export function showNotice(text: string): void {
  if (document.querySelector('.host-notice')) return;
  const notice = element('p', { className: 'host-notice', textContent: text });
  notice.setAttribute('role', 'alert');
  document.body.append(notice);
}

async function show(question: Question): Promise<Answer> {
  switch (question.kind) {
    case 'open': {
      const input = element('input', { type: 'file', accept: question.accept, required: true });
      input.setAttribute('aria-label', 'File');
      const button = await choose(question.title, [input], ['Cancel', 'Open'], 1);
      const file = input.files?.[0];
      if (button !== 1 || !file) return null;
      return { kind: 'open', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    }
    case 'path': {
      const input = element('input', { type: 'text', value: question.path, spellcheck: false });
      input.setAttribute('aria-label', 'Path');
      const hint = element('p', { textContent: question.problem ?? 'Path on the machine that Organism runs on.' });
      if (question.problem) hint.className = 'host-problem';
      const button = await choose(question.title, [input, hint], ['Cancel', question.button], 1);
      return button === 1 ? { kind: 'path', path: input.value } : null;
    }
    case 'message': {
      const body = [question.message, question.detail].filter(Boolean).map((text) => element('p', { textContent: text }));
      const button = await choose(question.title, body, question.buttons, question.defaultId);
      return button === null ? null : { kind: 'message', button };
    }
  }
}

/** Index of the button that was pressed (Enter presses `defaultId`); null for Escape. */
function choose(title: string, body: readonly HTMLElement[], buttons: readonly string[], defaultId: number): Promise<number | null> {
  const dialog = element('dialog', { className: 'host-dialog' });
  const form = element('form', { method: 'dialog' });
  const heading = element('h2', { textContent: title });
  dialog.setAttribute('aria-label', title);
  const row = element('div', { className: 'host-buttons' });
  buttons.forEach((label, index) => {
    row.append(element('button', { type: index === defaultId ? 'submit' : 'button', value: String(index), textContent: label }));
  });
  form.append(heading, ...body, row);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();

  return new Promise((resolve) => {
    row.addEventListener('click', (event) => {
      // The button of the form closes it by itself, once there is what has to be there.
      if (event.target instanceof HTMLButtonElement && event.target.type === 'button') dialog.close(event.target.value);
    });
    // The window below has keys of its own, which are not meant while a dialog is open.
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === '' ? null : Number(dialog.returnValue));
    });
  });
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, members: Partial<HTMLElementTagNameMap[K]>): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), members);
}
