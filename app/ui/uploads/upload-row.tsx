import {
  Badge,
  BlockStack,
  Box,
  Button,
  InlineGrid,
  InlineStack,
  Link,
  Select,
  Text,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { UploadAction, UploadRowView } from '#app/contracts/uploads.ts';
import type { RowCandidate } from '#app/domain/uploads/upload.ts';
import { useFormat } from '../screen-frame.tsx';

const UNDECIDED = '';
const LEAVE_OUT = 'skip';

/** One row: what the file says on the left, what it means and what can be decided on the right; stacked on a phone. */
export function UploadRow({
  row,
  act,
  isFixed,
}: {
  row: UploadRowView;
  act: (action: UploadAction) => void;
  isFixed: boolean;
}) {
  const { t } = useTranslation();
  const parcel = row.candidates.find((each) => idOf(each) === row.parcelId);
  return (
    <Box padding="400" borderBlockStartWidth="025" borderColor="border">
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
        <FileSide row={row} />
        <BlockStack gap="200" inlineAlign="start">
          {row.appliedAt !== null && <Badge tone="success">{t('uploads.row.applied')}</Badge>}
          {row.decision === 'skip' && <Badge>{t('uploads.row.leftOut')}</Badge>}
          {parcel !== undefined && (
            <Text as="p">
              <Link url={`/app/parcels/${idOf(parcel)}`}>
                {t('uploads.row.toParcel', { order: parcel.orderName })}
              </Link>
            </Text>
          )}
          {row.reasons.map((each, index) => (
            <Text key={index} as="p" tone="subdued" breakWord>
              {t(`uploads.reason.${each.code}`, { detail: each.detail })}
            </Text>
          ))}
          {!isFixed && row.appliedAt === null && <Decision row={row} act={act} />}
        </BlockStack>
      </InlineGrid>
    </Box>
  );
}

function FileSide({ row: { cells, line } }: { row: UploadRowView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const first = cells.number ?? cells.unread;
  const numbers =
    cells.number !== null && cells.next !== null
      ? t('uploads.row.numberThen', { number: cells.number, next: cells.next })
      : (first ?? cells.next);
  const details = [
    cells.existing === null ? null : t('uploads.row.earlier', { number: cells.existing }),
    cells.carrier,
    cells.sku,
    cells.quantity === null
      ? null
      : t('uploads.row.pieces', { number: format.number(cells.quantity) }),
    cells.shippedOn === null
      ? null
      : t('uploads.row.shipped', { date: format.date(cells.shippedOn) }),
    ...(cells.scan?.slice(1) ?? []),
  ].filter((text) => text !== null && text !== '');
  return (
    <BlockStack gap="050">
      <InlineStack gap="200">
        <Text as="span" tone="subdued">
          {t('uploads.row.line', { line: format.number(line) })}
        </Text>
        <Text as="span" fontWeight="semibold">
          {cells.order ?? t('uploads.row.noOrder')}
        </Text>
      </InlineStack>
      {numbers !== null && (
        <Text as="p" breakWord>
          {numbers}
        </Text>
      )}
      {details.length > 0 && (
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          {details.join(' · ')}
        </Text>
      )}
    </BlockStack>
  );
}

function Decision({ row, act }: { row: UploadRowView; act: (action: UploadAction) => void }) {
  const { t } = useTranslation();
  const words = useCandidateWords();
  const { line } = row;
  if (row.outcome === 'matched') {
    const isOut = row.decision === 'skip';
    return (
      <Button size="slim" onClick={() => act({ intent: isOut ? 'reset' : 'skip', lines: [line] })}>
        {t(isOut ? 'uploads.row.takeIn' : 'uploads.row.leaveOut')}
      </Button>
    );
  }
  if (row.outcome !== 'unsure' || row.candidates.length === 0) return null;
  return (
    // As wide as its column, however long an order's words are.
    <Box width="100%">
      <Select
        label={t('uploads.row.choose', { line })}
        labelHidden
        options={[
          { label: t('uploads.row.undecided'), value: UNDECIDED },
          ...row.candidates.map((each) => ({ label: words(each), value: idOf(each) })),
          { label: t('uploads.row.leaveOut'), value: LEAVE_OUT },
        ]}
        value={row.decision === 'skip' ? LEAVE_OUT : (row.parcelId ?? UNDECIDED)}
        onChange={(value) => {
          if (value === UNDECIDED) act({ intent: 'reset', lines: [line] });
          else if (value === LEAVE_OUT) act({ intent: 'skip', lines: [line] });
          else act({ intent: 'choose', line, parcelId: value });
        }}
      />
    </Box>
  );
}

function useCandidateWords(): (candidate: RowCandidate) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ orderName: order, number, shippedOn }) => {
    const date = format.date(shippedOn);
    return number === null
      ? t('uploads.row.candidateBare', { order, date })
      : t('uploads.row.candidate', { order, number, date });
  };
}

function idOf({ fulfillmentId, position }: RowCandidate): string {
  return `${fulfillmentId}-${position}`;
}
