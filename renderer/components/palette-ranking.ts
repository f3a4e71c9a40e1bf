interface Findable {
  readonly label: string;
  readonly menu: string;
  readonly words?: string;
}

/**
 * What is meant by a few letters, the best first: every word has to occur; at the beginning of the label counts most, then
 * at the beginning of a word, then in the label. What is equally good stays in its order.
 */
export function ranked<Item extends Findable>(items: readonly Item[], text: string): readonly Item[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = items.flatMap((item, order) => {
    const label = item.label.toLowerCase();
    const all = `${label} ${item.menu.toLowerCase()} ${(item.words ?? '').toLowerCase()}`;
    if (!words.every((word) => all.includes(word))) return [];
    const score = words.reduce((sum, word) => sum + worth(label, word), 0);
    return [{ item, score, order }];
  });
  return scored.sort((a, b) => b.score - a.score || a.order - b.order).map(({ item }) => item);
}

function worth(label: string, word: string): number {
  if (label.startsWith(word)) return 4;
  if (label.split(/\W+/).some((part) => part.startsWith(word))) return 3;
  return label.includes(word) ? 2 : 0;
}
