import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import type { CashFileResult } from '#app/contracts/cash.ts';
import type { BankChoices, BankQuestion } from '#app/domain/cash/bank-csv.ts';

/** Sends a file of costs or a bank statement, with how it is to be read. */
export function useCashFile(kind: CashFileKind): {
  send: (file: File, choices?: BankChoices) => void;
  /** What became of the file; undefined: none was sent, or it is asked about. */
  outcome: FileOutcomeFacts | undefined;
  question: BankQuestion | null;
  isSending: boolean;
} {
  const fetcher = useFetcher<CashFileResult>();
  const { submit } = fetcher;
  const send = useCallback(
    (file: File, choices: BankChoices = {}) => {
      const form = new FormData();
      form.set('file', file);
      form.set('choices', JSON.stringify(choices));
      submit(form, {
        method: 'post',
        action: `/app/cash/files?kind=${kind}`,
        encType: 'multipart/form-data',
      });
    },
    [submit, kind],
  );
  return { send, ...readResult(fetcher.data), isSending: fetcher.state !== 'idle' };
}

function readResult(result: CashFileResult | undefined): {
  outcome: FileOutcomeFacts | undefined;
  question: BankQuestion | null;
} {
  if (result === undefined) return { outcome: undefined, question: null };
  if (result.ok || result.code !== 'question') return { outcome: result, question: null };
  return { outcome: undefined, question: result.question };
}

type CashFileKind = 'bank' | 'costs';
export type FileOutcomeFacts = Exclude<CashFileResult, { code: 'question' }>;
