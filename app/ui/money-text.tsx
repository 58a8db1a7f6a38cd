import type { Money } from '#app/domain/shared/money.ts';
import { useFormat } from './screen-frame.tsx';

/** One amount, or several currencies side by side: amounts of different currencies are never added up. */
export function MoneyText({ amounts }: { amounts: Money | readonly Money[] }) {
  const format = useFormat();
  const list = 'minor' in amounts ? [amounts] : amounts;
  return <>{format.list(list.map((amount) => format.money(amount)))}</>;
}
