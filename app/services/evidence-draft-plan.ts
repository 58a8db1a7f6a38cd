import type { DraftMode } from '#app/contracts/evidence.ts';

/** What is done to the text that stands in a dispute's evidence. */
export type DraftPlan =
  | { kind: 'done' }
  | { kind: 'write'; text: string }
  /** Somebody wrote there: whether ours is added is theirs to say. */
  | { kind: 'stop'; code: 'theirs_stand' };

/**
 * What to write where `stands` stands. What a person wrote is never taken away: ours takes the place of nothing, or of what we
 * had written before and nobody has changed since; beside other words it is added below them, and only in mode `append`.
 */
export function planDraft({
  stands,
  ours,
  wanted,
  mode,
}: {
  /** Null: the field is empty. */
  stands: string | null;
  /** What we had written there before, the newest first. */
  ours: readonly string[];
  wanted: string;
  mode: DraftMode;
}): DraftPlan {
  const text = withPlainBreaks(stands ?? '');
  if (text.trim() === '') return { kind: 'write', text: wanted };
  if (text.includes(wanted)) return { kind: 'done' };
  const before = ours.find((each) => text.includes(each));
  if (before !== undefined) {
    const [head = '', ...rest] = text.split(before);
    return { kind: 'write', text: head + wanted + rest.join(before) };
  }
  if (mode === 'append') return { kind: 'write', text: `${text.trimEnd()}\n\n${wanted}` };
  return { kind: 'stop', code: 'theirs_stand' };
}

/** Forms send line breaks as two characters. */
function withPlainBreaks(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}
