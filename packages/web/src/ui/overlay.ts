import { useEffect, useRef } from 'react';

/** Keeps the focus inside while it is open, closes with Esc, gives the focus back. */
export function useOverlay(onClose: (() => void) | undefined) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const inside = () =>
      [
        ...(ref.current?.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea') ?? []),
      ].filter((e) => !e.hasAttribute('disabled'));
    inside()[0]?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') return close.current?.();
      const all = inside();
      const [first, last] = [all[0], all.at(-1)];
      if (event.key !== 'Tab' || !first || !last) return;
      if (event.shiftKey ? document.activeElement === first : document.activeElement === last) {
        event.preventDefault();
        (event.shiftKey ? last : first).focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      before?.focus();
    };
  }, []);
  return ref;
}
