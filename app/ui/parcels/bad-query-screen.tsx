import { Card, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { PARCEL_QUERY_ERRORS, PARCEL_QUERY_PARAMETERS } from '#app/contracts/parcel-query.ts';
import type { ParcelQueryErrorCode } from '#app/contracts/parcel-query.ts';
import { EmptyTeach } from '../empty-teach.tsx';

type QueryField = keyof typeof PARCEL_QUERY_PARAMETERS;
interface QueryProblem {
  field: QueryField;
  code: ParcelQueryErrorCode;
}

/** What is wrong with a list's address, from the answer's body; null when it says something else. */
export function parseQueryProblem(body: unknown): QueryProblem | null {
  if (typeof body !== 'object' || body === null || !('field' in body) || !('code' in body))
    return null;
  const field = String(body.field);
  const code = PARCEL_QUERY_ERRORS.find((known) => known === body.code);
  return isQueryField(field) && code !== undefined ? { field, code } : null;
}

function isQueryField(name: string): name is QueryField {
  return Object.hasOwn(PARCEL_QUERY_PARAMETERS, name);
}

/** An address that asks for something impossible: which part, why, and the way back. */
export function BadQueryScreen({ problem }: { problem: QueryProblem }) {
  const { t } = useTranslation();
  return (
    <main>
      <Page
        title={t('parcels.title')}
        backAction={{ content: t('parcels.title'), url: '/app/parcels' }}
      >
        <Card>
          <EmptyTeach
            title={t('parcels.badQueryTitle')}
            text={t('parcels.badQueryText', {
              field: t(`queryField.${problem.field}`),
              problem: t(`queryError.${problem.code}`),
            })}
            action={{ label: t('parcels.badQueryAction'), url: '/app/parcels' }}
          />
        </Card>
      </Page>
    </main>
  );
}
