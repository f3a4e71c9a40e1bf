import { create } from 'zustand';
import type { Run } from '../../preload/contract.ts';

interface Overlays {
  readonly palette: boolean;
  readonly keys: boolean;
  /** The run of which is asked whether it shall be deleted. */
  readonly deleting: Run | null;
  /** The run that is to be computed again. */
  readonly verifying: Run | null;
  /** The run that is to be named, tagged and noted. */
  readonly labelling: Run | null;
}

/** What the frame lays over every view. */
export const useOverlays = create<Overlays>(() => ({ palette: false, keys: false, deleting: null, verifying: null, labelling: null }));

export const openPalette = () => useOverlays.setState({ palette: true });
export const closePalette = () => useOverlays.setState({ palette: false });
export const openKeys = () => useOverlays.setState({ keys: true });
export const closeKeys = () => useOverlays.setState({ keys: false });
export const askToDelete = (deleting: Run | null) => useOverlays.setState({ deleting });
export const askToLabel = (labelling: Run | null) => useOverlays.setState({ labelling });
export const askToVerify = (verifying: Run | null) => useOverlays.setState({ verifying });
