import { useCallback, useEffect, useState } from 'react';
import type { DraftAction, DraftResult, EvidenceView } from '#app/contracts/evidence.ts';
import type { Language } from '#app/i18n/languages.ts';

/** While something is being written at Shopify, how often its end is looked for. */
const LOOK_AGAIN_MS = 3_000;

/** What can be proven of an order, asked for apart from the page: the page does not wait for it. */
export function useEvidence(
  orderId: string,
  language: Language,
): {
  /** Null: not there yet. */
  evidence: EvidenceView | null;
  hasFailed: boolean;
  reload: () => void;
  draft: (action: DraftAction) => Promise<void>;
  isAsking: boolean;
  /** Of the last draft asked for; null: none was. */
  answer: DraftResult | null;
} {
  const address = evidenceAddress(orderId, { language });
  const [evidence, setEvidence] = useState<EvidenceView | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<DraftResult | null>(null);
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const view = await ask<EvidenceView>(address, signal === undefined ? {} : { signal });
      if (signal?.aborted === true) return;
      setFailed(view === null);
      if (view !== null) setEvidence(view);
    },
    [address],
  );
  const reload = useCallback(() => void load(), [load]);
  useEffect(() => {
    const stop = new AbortController();
    void load(stop.signal);
    return () => stop.abort();
  }, [load]);
  const isWriting = evidence?.dispute?.last?.state === 'waiting';
  useEffect(() => {
    if (!isWriting) return;
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWriting, reload]);
  const draft = useCallback(
    async (action: DraftAction) => {
      setAsking(true);
      setAnswer(await ask<DraftResult>(address, { method: 'POST', body: JSON.stringify(action) }));
      setAsking(false);
      await load();
    },
    [address, load],
  );
  return { evidence, hasFailed, reload, draft, isAsking, answer };
}

/** Where an order's evidence is: as a file, or left out, as what its card shows. */
export function evidenceAddress(
  orderId: string,
  { language, format }: { language: Language; format?: 'zip' | 'pdf' },
): string {
  const file = format === undefined ? '' : `&format=${format}`;
  return `/app/orders/${orderId}/evidence?language=${language}${file}`;
}

/** Null: it could not be had. */
async function ask<T>(address: string, options: RequestInit): Promise<T | null> {
  try {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(address, { headers, ...options });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
