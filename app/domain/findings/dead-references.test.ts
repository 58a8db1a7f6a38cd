import { expect, it } from 'vitest';
import { deadReferences } from '#app/domain/findings/dead-references.ts';

const codesOf = (text: string, links: readonly string[] = []) =>
  deadReferences({ text, links }).map(({ code }) => code);

it.each([
  ['Platform: https://ec.europa.eu/consumers/odr.', 'odr_platform'],
  ['Plattform der EU-Kommission zur Online-Streitbeilegung.', 'odr_platform'],
  [
    'La plateforme européenne de règlement en ligne des litiges est accessible ici.',
    'odr_platform',
  ],
  ['欧盟在线争议解决平台见下方链接。', 'odr_platform'],
  ['Angaben gemäß § 5 TMG.', 'tmg'],
  ['Angaben gemäß §5 Abs. 1 TMG:', 'tmg'],
  ['Anbieter nach dem Telemediengesetz.', 'tmg'],
  ['Data may go to the United States under the EU-US Privacy Shield.', 'privacy_shield'],
  ['数据可能依据欧美隐私盾传输至美国。', 'privacy_shield'],
  ['Our lamps comply with Directive 2001/95/EC.', 'directive_2001_95'],
])('%s names %s', (text, code) => {
  expect(codesOf(text)).toEqual([code]);
});

it.each([
  'Angaben gemäß § 5 DDG.',
  'The ODR platform was discontinued on 20 July 2025.',
  'The EU-US Privacy Shield is no longer valid.',
  'We rely on the EU-US Data Privacy Framework.',
  'Our privacy policy shields nobody.',
  'Tel. 2001/9512.',
  'Die EU hat die OS-Plattform eingestellt.',
])('nothing dead in: %s', (text) => {
  expect(codesOf(text)).toEqual([]);
});

it('a link alone is found, and one that the text names already is not counted twice', () => {
  const link = 'https://webgate.ec.europa.eu/odr/main';
  expect(deadReferences({ text: 'Disputes: see here.', links: [link] })).toMatchObject([
    { code: 'odr_platform', text: link },
  ]);
  expect(codesOf('See the ODR platform.', [link])).toEqual(['odr_platform']);
});
