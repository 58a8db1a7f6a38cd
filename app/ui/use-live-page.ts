import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

const EVERY_MS = 5_000;

/**
 * Keeps an open page true: asks its loader again every few seconds while someone can see it, and at once when they
 * come back to it. Stops while `isPaused`, for example as long as a dialog is open.
 */
export function useLivePage({ isPaused = false }: { isPaused?: boolean } = {}): void {
  const { revalidate, state } = useRevalidator();
  const isIdle = state === 'idle';
  useEffect(() => {
    if (isPaused || !isIdle) return;
    const refresh = () => {
      if (document.visibilityState === 'visible') revalidate();
    };
    const timer = setInterval(refresh, EVERY_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [isPaused, isIdle, revalidate]);
}
