import { useTranslation } from 'react-i18next';
import type { OutcomeCounts, UploadState, UploadSummary } from '#app/contracts/uploads.ts';
import { useFormat } from '../screen-frame.tsx';

/** Whether a job is at work on an upload in this state. */
export function isWorking(state: UploadState): boolean {
  return state === 'matching' || state === 'applying' || state === 'undoing';
}

/** Attention only where a person is to decide. */
export function stateTone(
  state: UploadState,
): 'attention' | 'success' | 'critical' | 'info' | undefined {
  switch (state) {
    case 'preview':
      return 'attention';
    case 'applied':
      return 'success';
    case 'failed':
      return 'critical';
    case 'matching':
    case 'applying':
    case 'undoing':
      return 'info';
    case 'undone':
      return undefined;
  }
}

/** One sentence on where an upload stands: what is matched, what waits, what cannot be used. */
export function useUploadSentence(): (upload: UploadSummary & { counts: OutcomeCounts }) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ state, rowsTotal, rowsDone, counts }) => {
    const done = format.number(rowsDone);
    const total = format.number(rowsTotal);
    if (state === 'matching') return t('uploads.sentence.matching', { done, total });
    if (state === 'applying') return t('uploads.sentence.applying', { done });
    if (state === 'undoing') return t('uploads.sentence.undoing', { done });
    if (state === 'undone') return t('uploads.sentence.undone');
    const open = Math.max(0, counts.unsure - counts.chosen);
    const known = counts.already + counts.duplicate;
    const part = (key: 'open' | 'unmatched' | 'known' | 'bad' | 'applied', count: number) =>
      count === 0 ? [] : [t(`uploads.sentence.${key}`, { count, number: format.number(count) })];
    // What a person has chosen a parcel for is matched too.
    const count = counts.matched + counts.chosen;
    const matched = t('uploads.sentence.matched', { count, number: format.number(count), total });
    return (
      [
        ...(counts.applied > 0 ? part('applied', counts.applied) : [matched]),
        ...part('open', open),
        ...part('unmatched', counts.unmatched),
        ...part('known', known),
        ...part('bad', counts.bad),
      ].join(t('uploads.sentence.joint')) + t('uploads.sentence.end')
    );
  };
}
