import { expect, it } from 'vitest';
import { foldedSentence } from '#app/domain/findings/policy-sentences.ts';
import { returnWindowDays } from '#app/domain/findings/return-window.ts';

it.each([
  ['You may return unused goods within 10 days of delivery.', 10],
  ['We have a 30-day return policy.', 30],
  ['Returns are accepted for seven (7) days.', 7],
  ['You can send the lamp back within fourteen days.', 14],
  ['Innerhalb von 10 Tagen zurücksenden.', 10],
  ['Die Widerrufsfrist beträgt vierzehn Tage.', 14],
  ['Rückgaben sind zwölf Kalendertage lang möglich.', 12],
  ['Vous disposez de sept jours pour renvoyer votre article.', 7],
  ['Dispone de 10 días para devolver el producto.', 10],
  ['Hai dieci giorni per restituire il prodotto.', 10],
  ['U kunt binnen 8 dagen retourneren.', 8],
  ['未使用的商品可在签收后 10 天内退货。', 10],
  ['七天无理由退货。', 7],
  ['支援 7 日內退貨。', 7],
  ['Return within 30 days, or within 7 days for lamps.', 30],
])('%s → %s', (sentence, days) => {
  expect(returnWindowDays(foldedSentence(sentence))).toBe(days);
});

it.each([
  'Your refund is processed within 5 days of the return.',
  'Refunds will reach your account within 10 days of your return.',
  'Report damaged goods within 3 days to return them.',
  'Contact us about returns within 5 business days.',
  'Nous traitons votre retour sous 5 jours ouvrés.',
  'Die Erstattung erfolgt 5 Tage nach der Rücksendung.',
  '退款将在收到退货后 7 天内原路退回。',
  '收到退货后 3 个工作日内回复。',
  'Orders are delivered within 7 days.',
  'You may return your goods.',
])('no time to return: %s', (sentence) => {
  expect(returnWindowDays(foldedSentence(sentence))).toBeNull();
});
