/** @jsxImportSource preact */
import type { Recheck } from './use-order-block.ts';
import type { Translate } from './words.ts';

/** How a recheck goes, said where a screen reader hears it. */
export function RecheckWords({ recheck, translate }: { recheck: Recheck; translate: Translate }) {
  return (
    <s-stack accessibilityRole="status" gap="small-300">
      {recheck.state !== 'idle' && <s-text>{translate(`recheck.${keyOf(recheck)}`)}</s-text>}
      {recheck.state === 'done' &&
        recheck.changes.map(({ id, number, from, to }) => {
          const name = number ?? translate('parcel.noNumber');
          return (
            <s-text key={id}>
              {from === null
                ? translate('recheck.newParcel', { number: name, to })
                : translate('recheck.change', { number: name, from, to })}
            </s-text>
          );
        })}
    </s-stack>
  );
}

function keyOf(recheck: Recheck): string {
  if (recheck.state !== 'done') return recheck.state;
  return recheck.changes.length === 0 ? 'unchanged' : 'changed';
}
