import { useSyncExternalStore } from 'react';

const NARROW = matchMedia('(max-width: 760px)');
const subscribe = (listener: () => void) => {
  NARROW.addEventListener('change', listener);
  return () => NARROW.removeEventListener('change', listener);
};

/** Whether the page stands on a phone. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => NARROW.matches);
