import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { UploadResult } from '#app/contracts/uploads.ts';
import { MOST_UPLOAD_BYTES, MOST_UPLOAD_ROWS } from '#app/domain/uploads/upload.ts';
import { useFormat } from '../screen-frame.tsx';

/** Why a file was not taken, and what to change; beside the place where it was chosen. */
export function RefusalNotice({ refused }: { refused: Extract<UploadResult, { ok: false }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div role="alert">
      <Text as="p" tone="critical">
        {t(`uploads.refusal.${refused.error}`, {
          megabytes: format.number(MOST_UPLOAD_BYTES / 1_048_576),
          rows: format.number(MOST_UPLOAD_ROWS),
        })}
      </Text>
    </div>
  );
}
