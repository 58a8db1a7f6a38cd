import { Badge } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelRow } from '#app/contracts/pages.ts';
import { VERDICT_TONE } from '#app/contracts/verdict-tone.ts';

/** A parcel's state in words; the tone repeats what the words say. */
export function StatusBadge({ verdict }: { verdict: ParcelRow['verdict'] }) {
  const { t } = useTranslation();
  return <Badge tone={VERDICT_TONE[verdict]}>{t(`verdict.${verdict}`)}</Badge>;
}
