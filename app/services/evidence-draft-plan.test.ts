import { expect, test } from 'vitest';
import { planDraft } from './evidence-draft-plan.ts';

const NEW = 'Order #1\nDelivered.';
const OLD = 'Order #1\nOn its way.';
const plan = (told: Partial<Parameters<typeof planDraft>[0]>) =>
  planDraft({ stands: null, ours: [], wanted: NEW, mode: 'fill', ...told });

test.each([
  ['an empty field is filled', { stands: null }, { kind: 'write', text: NEW }],
  ['blanks are empty', { stands: ' \r\n ' }, { kind: 'write', text: NEW }],
  [
    'what stands as wanted is left',
    { stands: `Dear bank,\r\n${NEW.replace('\n', '\r\n')}` },
    { kind: 'done' },
  ],
  [
    'our own earlier text gives way, what stands around it stays',
    { stands: `Dear bank,\n${OLD}\nYours`, ours: ['older', OLD] },
    { kind: 'write', text: `Dear bank,\n${NEW}\nYours` },
  ],
  [
    'our own text that somebody has changed is theirs',
    { stands: OLD.replace('On', 'Long on'), ours: [OLD] },
    { kind: 'stop', code: 'theirs_stand' },
  ],
  [
    'words of a person are not touched',
    { stands: 'Dear bank' },
    { kind: 'stop', code: 'theirs_stand' },
  ],
  [
    'words of a person stay above ours when both are wanted',
    { stands: 'Dear bank\n', mode: 'append' as const },
    { kind: 'write', text: `Dear bank\n\n${NEW}` },
  ],
  [
    'what was added is not added again',
    { stands: `Dear bank\n\n${NEW}`, mode: 'append' as const },
    { kind: 'done' },
  ],
])('%s', (_fact, told, planned) => {
  expect(plan(told)).toEqual(planned);
});

test('a text with patterns of replacement is written as it is', () => {
  expect(plan({ stands: OLD, ours: [OLD], wanted: "$& $' $1" })).toEqual({
    kind: 'write',
    text: "$& $' $1",
  });
});
