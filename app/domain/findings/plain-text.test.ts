import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '#app/domain/findings/plain-text.ts';

describe('what a reader sees', () => {
  test.each([
    ['no markup', 'Ships in 3 days.', 'Ships in 3 days.'],
    ['paragraphs', '<p>One</p><p>Two</p>', 'One\nTwo'],
    ['inline markup inside a word', 'with<b>draw</b>al', 'withdrawal'],
    ['line breaks', 'One<br>Two<BR/>Three', 'One\nTwo\nThree'],
    ['cells of a table', '<tr><td>DE</td><td>5 days</td></tr>', 'DE 5 days'],
    ['a script', 'a<script>if (1 < 2) alert("</p>")</script>b', 'ab'],
    ['a script in capitals', 'a<SCRIPT type="x">1</ScRiPt >b', 'ab'],
    ['a closing tag that only begins like the script’s', 'a<script>x</scripting>y</script>b', 'ab'],
    ['a style', '<style>p > a { color: red }</style>Text', 'Text'],
    ['a comment with markup', 'a<!-- <p>b</p> -->c', 'ac'],
    ['an unclosed comment takes the rest', 'a<!-- b', 'a'],
    ['an unclosed script takes the rest', 'a<script>b', 'a'],
    ['a doctype', '<!DOCTYPE html><p>a</p>', 'a'],
    ['a sign that is no tag', '3 < 5 and 5 > 3', '3 < 5 and 5 > 3'],
    ['a bracket inside an attribute', '<img alt="a > b">c', 'c'],
    ['a stray quote in a tag', '<p class=x">a</p>b', 'a\nb'],
    [
      'named entities',
      'Widerrufsbelehrung &amp; &Uuml;bung &nbsp; &sect; 5',
      'Widerrufsbelehrung & Übung § 5',
    ],
    ['numeric entities', '&#8364;5 &#x20AC;5 &#0; &#xD800;', '€5 €5 &#0; &#xD800;'],
    ['an unknown entity', '&nosuchname; &', '&nosuchname; &'],
    [
      'an entity that would be markup stays text',
      '&lt;script&gt;x&lt;/script&gt;',
      '<script>x</script>',
    ],
    ['invisible characters', 'with\u00addra\u200bwal', 'withdrawal'],
    ['space', ' a \t\n\n  b\u00a0c ', 'a\nb c'],
    ['an empty text', '', ''],
  ])('%s', (_case, html, text) => {
    expect(plainText(html).text).toBe(text);
  });
});

describe('links', () => {
  test('are made absolute and told once', () => {
    const html = `<a href="/policies/refund">a</a> <a class='x' href='/policies/refund'>b</a>
      <a href=https://ec.europa.eu/odr>c</a> <A HREF="mailto:help@shop.example">d</A>`;
    expect(plainText(html, 'https://shop.example/pages/x').links).toEqual([
      'https://shop.example/policies/refund',
      'https://ec.europa.eu/odr',
      'mailto:help@shop.example',
    ]);
  });

  test('without a base a relative one is no link, nor is a script ever', () => {
    expect(plainText('<a href="/a">x</a><a href="javascript:alert(1)">y</a>').links).toEqual([]);
  });

  test('entities in an address are read', () => {
    expect(plainText('<a href="https://a.example/?x=1&amp;y=2">x</a>').links).toEqual([
      'https://a.example/?x=1&y=2',
    ]);
  });
});

describe('any input', () => {
  const html = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '<',
          '>',
          '"',
          "'",
          '=',
          '&',
          ';',
          '<!--',
          '-->',
          '<script',
          '</script>',
          '<a href=',
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

  test('gives a text without a comment’s or a script’s inside', () => {
    fc.assert(
      fc.property(html, fc.string({ maxLength: 5 }), (around, tail) => {
        const marked = `<p>${'x'.repeat(3)}</p><script>SECRET</script>${tail}`;
        plainText(around);
        expect(plainText(marked).text).not.toContain('SECRET');
      }),
    );
  });

  test('reading what was read changes nothing where no markup is left', () => {
    fc.assert(
      fc.property(html, (text) => {
        const once = plainText(text).text;
        fc.pre(!/[<&]/.test(once));
        expect(plainText(once).text).toBe(once);
      }),
    );
  });

  test.each([
    ['tags', '<p class="a">word</p>'],
    ['unclosed comments', '<!-- '],
    ['unclosed tags', '<a href="'],
    ['signs', '<'],
    ['scripts', '<script>var a = 1 < 2;</script>'],
    ['half-closed scripts', '<script></scrip'],
    ['entities', '&amp;&#38;'],
    ['half entities', '&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['white space', ' \t'],
    ['stray quotes', '<p " '],
    ['spaces before quotes', `<p ${' '.repeat(30)}"`],
  ])('a megabyte of %s takes less than a second', (_case, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    // The quickest of three: the machine may be busy with something else.
    const times = [1, 2, 3].map(() => {
      const before = performance.now();
      plainText(text, 'https://shop.example');
      return performance.now() - before;
    });
    expect(Math.min(...times)).toBeLessThan(1_000);
  });
});
