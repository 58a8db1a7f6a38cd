import { useCallback, useRef } from 'react';

/** Brings focus back to what opened a dialog, once the dialog is gone. */
export function useFocusBack(): { remember: () => void; giveBack: () => void } {
  const opener = useRef<HTMLElement | null>(null);
  return {
    remember: useCallback(() => {
      opener.current =
        document.activeElement instanceof HTMLElement ? document.activeElement : null;
    }, []),
    giveBack: useCallback(() => {
      // After the dialog's own clean-up.
      setTimeout(() => opener.current?.focus(), 0);
    }, []),
  };
}
