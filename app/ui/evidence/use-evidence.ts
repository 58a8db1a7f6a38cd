import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect } from 'react';
import type { DraftAction, DraftResult, EvidenceView } from '#app/contracts/evidence.ts';
import type { Language } from '#app/i18n/languages.ts';

/** What can be proven of an order, asked for apart from the page: the page does not wait for it, and renews it with itself. */
export function useEvidence(
  orderId: string,
  language: Language,
): {
  /** Undefined: not there yet; null: the order is gone. */
  evidence: EvidenceView | null | undefined;
  draft: (action: DraftAction) => void;
  isAsking: boolean;
  /** Of the last draft asked for; undefined: none was. */
  answer: DraftResult | undefined;
} {
  const { load, data } = useFetcher<EvidenceView | null>();
  const drafts = useFetcher<DraftResult>();
  const { submit } = drafts;
  const address = evidenceAddress(orderId, { language });
  useEffect(() => load(address), [load, address]);
  const draft = useCallback(
    (action: DraftAction) =>
      submit(action, { method: 'post', action: address, encType: 'application/json' }),
    [submit, address],
  );
  return { evidence: data, draft, isAsking: drafts.state !== 'idle', answer: drafts.data };
}

/** Where an order's evidence is: as a file, or left out, as what its card shows. */
export function evidenceAddress(
  orderId: string,
  { language, format }: { language: Language; format?: 'zip' | 'pdf' },
): string {
  const file = format === undefined ? '' : `&format=${format}`;
  return `/app/orders/${orderId}/evidence?language=${language}${file}`;
}
