import { create } from 'zustand';

/** Texts of strategies that are being edited, by the text that they began with: kept while the window lives, stored nowhere. */
export const useEdited = create<Readonly<Record<string, string>>>(() => ({}));

export const edit = (original: string, text: string) => useEdited.setState({ [original]: text });
export const withdrawEdit = (original: string) => useEdited.setState(({ [original]: _, ...rest }) => rest, true);
