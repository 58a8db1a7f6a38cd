import { useTranslation } from 'react-i18next';
import type { FindingAction, FindingActionResult } from '#app/contracts/finding-actions.ts';
import { useFormat } from '../screen-frame.tsx';
import { UndoNotice } from '../undo-notice.tsx';
import { assigneeWords } from './assignee-words.ts';

/** What the last action did, with its undo. */
export function FindingNotice({
  result,
  reader,
  act,
}: {
  result: FindingActionResult | undefined;
  reader: string;
  act: (action: FindingAction) => void;
}) {
  const words = useResultWords(reader);
  const onUndo = (done: FindingActionResult) => {
    const undo = undoOf(done);
    return undo === null ? null : () => act(undo);
  };
  return <UndoNotice result={result} words={words} onUndo={onUndo} />;
}

function undoOf(result: FindingActionResult): FindingAction | null {
  if (!result.ok) return null;
  switch (result.done) {
    case 'suppress':
    case 'unsuppress':
      return { intent: 'restore_suppressions', previous: result.previous };
    case 'assign':
      return { intent: 'restore_assignees', previous: result.previous };
    case 'restore_suppressions':
    case 'restore_assignees':
      return null;
  }
}

function useResultWords(reader: string): (result: FindingActionResult) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (result) => {
    if (!result.ok) return t(`compliance.actionError.${result.error}`);
    switch (result.done) {
      case 'suppress':
        return t('compliance.done.suppress', {
          ...counted(result.count),
          date: format.date(result.on),
        });
      case 'unsuppress':
        return t('compliance.done.unsuppress', counted(result.count));
      case 'assign':
        return result.assignee === null
          ? t('compliance.done.unassign', counted(result.count))
          : t('compliance.done.assign', {
              ...counted(result.count),
              who: assigneeWords(result.assignee, { reader, t }),
            });
      case 'restore_suppressions':
      case 'restore_assignees':
        return t('compliance.done.restored');
    }
  };

  function counted(count: number) {
    return { count, number: format.number(count) };
  }
}
