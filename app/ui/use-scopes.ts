import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useState } from 'react';

/** Asks the merchant for permissions, where they are needed; what went wrong counts as declined. */
export function useScopes(scopes: readonly string[]): {
  /** True when all were granted, or had been before. */
  ask: () => Promise<boolean>;
  state: 'idle' | 'asking' | 'granted' | 'declined';
} {
  const shopify = useAppBridge();
  const [state, setState] = useState<'idle' | 'asking' | 'granted' | 'declined'>('idle');
  const ask = useCallback(async () => {
    setState('asking');
    const isGranted = await shopify.scopes.request([...scopes]).then(
      ({ result }) => result === 'granted-all',
      () => false,
    );
    setState(isGranted ? 'granted' : 'declined');
    return isGranted;
  }, [shopify, scopes]);
  return { ask, state };
}
