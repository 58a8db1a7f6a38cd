import { useCallback, useEffect, useRef, useState } from 'react';
import type { PackReport } from '#verify/index.ts';
import { checkFile } from './check-file.ts';

/** Where a check stands. `share`: of 1. */
export type CheckState =
  | { stage: 'idle' }
  | { stage: 'checking'; fileName: string; share: number }
  | { stage: 'unreadable'; fileName: string }
  | { stage: 'checked'; fileName: string; report: PackReport };

/** Checks one file at a time: a further one takes the place of the one before. */
export function useCheck(): { state: CheckState; check: (file: File, key: string) => void } {
  const [state, setState] = useState<CheckState>({ stage: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const check = useCallback((file: File, key: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { name: fileName } = file;
    const show = (next: CheckState) => {
      if (!controller.signal.aborted) setState(next);
    };
    show({ stage: 'checking', fileName, share: 0 });
    checkFile({
      file,
      key,
      signal: controller.signal,
      onProgress: ({ done, total }) =>
        show({ stage: 'checking', fileName, share: done / Math.max(1, total) }),
    }).then(
      (report) => report !== null && show({ stage: 'checked', fileName, report }),
      () => show({ stage: 'unreadable', fileName }),
    );
  }, []);
  return { state, check };
}
