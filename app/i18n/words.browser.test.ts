import { expect, test } from 'vitest';
import { loadWords, wordsOf } from './words.browser.ts';

test('words that are not there yet are waited for, and only those asked for are loaded', async () => {
  expect(thrownBy(() => wordsOf('zh-TW'))).toBeInstanceOf(Promise);
  await loadWords('zh-TW');
  expect(wordsOf('zh-TW').language).toBe('zh-TW');
  expect(wordsOf('zh-TW').app.verdict.stalled).toBe('停滯');
  expect(thrownBy(() => wordsOf('en'))).toBeInstanceOf(Promise);
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (thrown) {
    return thrown;
  }
}
