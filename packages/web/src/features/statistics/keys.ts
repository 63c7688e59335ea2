import { useEffect, useRef } from 'react';

/** Single keys, except while something is written or a dialog is open. */
export function useKeys(keys: Readonly<Record<string, () => unknown>>) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const writing =
        target instanceof HTMLElement &&
        (target.matches('input, select, textarea') || target.closest('[role=dialog]'));
      if (writing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      latest.current[event.key.toLowerCase()]?.();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
