import { Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** Facts with their names, side by side as far as they fit. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <Text as="dt" tone="subdued">
            {name}
          </Text>
          <Text as="dd">{value}</Text>
        </div>
      ))}
    </dl>
  );
}
