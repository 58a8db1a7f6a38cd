import { describe, expect, test } from 'vitest';
import { sentenceAround, wordList } from '#app/domain/findings/word-list.ts';

describe('a list of words', () => {
  const list = wordList(['eco friendly', 'eco', 'umweltfreundlich*', 'H&M', 'café', '环保']);

  test.each([
    ['An Eco-Friendly mug', ['eco friendly']],
    ['eco mug', ['eco']],
    ['economy mug', []],
    ['umweltfreundliche Tasse', ['umweltfreundlich*']],
    ['UMWELTFREUNDLICH', ['umweltfreundlich*']],
    ['umweltbewusst', []],
    ['h&m shirt', ['H&M']],
    ['sizes H M L', []],
    ['Cafe table', ['café']],
    ['Café table', ['café']],
    ['这款环保袋', ['环保']],
    ['eco, café, eco', ['eco', 'café', 'eco']],
    ['', []],
  ])('finds in %j %j', (text, phrases) => {
    expect(list.find(text).map(({ phrase }) => phrase)).toEqual(phrases);
  });

  test('takes nothing from inside a longer phrase', () => {
    const found = wordList(['girl boss', 'boss', '环保', '环保袋']).find('Girl boss, boss 环保袋');
    expect(found.map(({ phrase }) => phrase)).toEqual(['girl boss', 'boss', '环保袋']);
  });

  test('says where the words stand', () => {
    const text = 'Our ECO-friendly mug';
    const [found] = list.find(text);
    expect(text.slice(found?.at, found?.end)).toBe('ECO-friendly');
  });
});

describe('the sentence around a place', () => {
  const around = (text: string, words: string) =>
    sentenceAround(text, { at: text.indexOf(words), end: text.indexOf(words) + words.length });

  test.each([
    ['A mug. It is green inside. Buy it.', 'green', 'It is green inside.'],
    ['A green mug', 'green', 'A green mug'],
    ['第一句。这是绿色产品。第三句', '绿色产品', '这是绿色产品。'],
    ['First line\nsecond green line\nthird', 'green', 'second green line'],
  ])('of %j at %j is %j', (text, words, sentence) => {
    expect(around(text, words)).toBe(sentence);
  });

  test('stays below 300 characters and keeps the place', () => {
    const text = `${'long '.repeat(200)}green ${'tail '.repeat(200)}`;
    const sentence = around(text, 'green');
    expect(sentence.length).toBeLessThanOrEqual(300);
    expect(sentence).toContain('green');
  });
});
