import type { TFunction } from 'i18next';

/** Whose a finding is, as people say it: `you`, a name as typed, or the number Shopify gives a staff member. */
export function assigneeWords(
  assignee: string,
  { reader, t }: { reader: string; t: TFunction },
): string {
  if (assignee === reader) return t('compliance.you');
  const [, name] = /^name:(.+)$/u.exec(assignee) ?? [];
  return name ?? t('compliance.staff', { id: assignee.replace(/^user:/, '') });
}
