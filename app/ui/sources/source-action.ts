import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import type { SourceAction, SourceActionResult } from '#app/contracts/sources.ts';

/**
 * One thing a person can do on the Sources page. `result` stays until the next attempt, so that what went wrong is said
 * where it was tried; `onDone` is called once for each that worked.
 */
export function useSourceAction(onDone?: (result: SourceActionResult & { ok: true }) => void): {
  act: (action: SourceAction) => void;
  isBusy: boolean;
  result: SourceActionResult | undefined;
} {
  const fetcher = useFetcher<SourceActionResult>();
  const { data: result, submit } = fetcher;
  const handled = useRef<SourceActionResult>();
  useEffect(() => {
    if (result === undefined || result === handled.current) return;
    handled.current = result;
    if (result.ok) onDone?.(result);
  }, [result, onDone]);
  const act = useCallback(
    (action: SourceAction) => {
      // Written as text: the submit's own JSON type has no optional fields.
      submit(JSON.stringify(action), {
        method: 'post',
        action: '/app/settings/sources',
        encType: 'application/json',
      });
    },
    [submit],
  );
  return { act, isBusy: fetcher.state !== 'idle', result };
}
