import { useFetcher, useNavigate } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import type { ReadingChoices, UploadResult } from '#app/contracts/uploads.ts';
import { rememberFile } from './upload-memory.ts';

/** Sends a file to be read, and opens its upload once it is. `file` is the one under way or last refused. */
export function useSendUpload(): {
  send: (file: File, choices?: ReadingChoices) => void;
  isSending: boolean;
  file: File | null;
  refused: Extract<UploadResult, { ok: false }> | null;
} {
  const fetcher = useFetcher<UploadResult>();
  const navigate = useNavigate();
  const [sent, setSent] = useState<File | null>(null);
  const { submit, data, state } = fetcher;
  const send = useCallback(
    (file: File, choices: ReadingChoices = {}) => {
      setSent(file);
      const form = new FormData();
      // First, so that the server knows how to read before the bytes arrive.
      form.set('choices', JSON.stringify(choices));
      form.set('file', file);
      submit(form, {
        method: 'post',
        action: '/app/uploads?index',
        encType: 'multipart/form-data',
      });
    },
    [submit],
  );
  useEffect(() => {
    if (state !== 'idle' || data?.ok !== true || sent === null) return;
    rememberFile(data.uploadId, sent);
    navigate(`/app/uploads/${data.uploadId}`);
  }, [state, data, sent, navigate]);
  return {
    send,
    isSending: state !== 'idle',
    file: sent,
    refused: state === 'idle' && data?.ok === false ? data : null,
  };
}
