import { expect, it } from 'vitest';
import { isWithdrawalLabel } from '#app/domain/findings/withdrawal-function.ts';

it.each([
  'Withdraw from contract here',
  'Withdraw from your order',
  'Withdrawal button',
  'Vertrag widerrufen',
  'Vertrag hier widerrufen',
  'Widerruf erklären',
  'Se rétracter ici',
  'Renoncer au contrat ici',
  'Desistir del contrato aquí',
  'Recedere dal contratto qui',
  'Overeenkomst hier herroepen',
  '在此撤回合同',
  '撤銷訂單',
])('withdraws: %s', (label) => {
  expect(isWithdrawalLabel(label)).toBe(true);
});

it.each([
  'Right of withdrawal',
  'Widerrufsbelehrung',
  'Widerrufsrecht',
  'Droit de rétractation',
  'Refund policy',
  'Returns',
  'Withdraw consent',
  '退货政策',
  '',
])('does not withdraw: %j', (label) => {
  expect(isWithdrawalLabel(label)).toBe(false);
});
