/**
 * Copies a text; true when it worked. The asynchronous clipboard needs a permission that the desktop host denies to
 * every page, so there the older command does it, which only needs the click.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('aria-hidden', 'true');
    area.className = 'copy-source';
    const focused = document.activeElement;
    (focused?.parentElement ?? document.body).append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return copied;
  }
}
