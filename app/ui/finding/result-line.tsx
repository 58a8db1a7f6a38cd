import { Banner } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingDetailResult } from '#app/contracts/finding-detail.ts';

/** How the last deed ended. A refusal that names a field stands at that field instead. */
export function ResultLine({ result }: { result: FindingDetailResult | undefined }) {
  const { t } = useTranslation();
  if (result === undefined || (!result.ok && result.field !== null)) return null;
  return (
    <div role="status">
      <Banner tone={result.ok ? 'success' : 'warning'}>
        {result.ok ? t(`finding.done.${result.done}`) : t(`finding.error.${result.code}`)}
      </Banner>
    </div>
  );
}

/** The words of a refusal at one field; undefined: it is not about this field. */
export function useFieldError(result: FindingDetailResult | undefined, field: string) {
  const { t } = useTranslation();
  if (result === undefined || result.ok || result.field !== field) return undefined;
  return t(`finding.error.${result.code}`);
}
