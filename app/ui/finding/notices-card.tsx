import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NOTICE_ANSWERS } from '#app/contracts/finding-detail.ts';
import type {
  FindingDetailAction,
  FindingDetailResult,
  FindingView,
  NoticeAnswer,
} from '#app/contracts/finding-detail.ts';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { useFieldError } from './result-line.tsx';

/** Which notices of delay the buyer got: the date of the duty moves with them. */
export function NoticesCard({
  notices,
  act,
  isActing,
  result,
}: {
  notices: NonNullable<FindingView['notices']>;
  act: (action: FindingDetailAction) => void;
  isActing: boolean;
  result: FindingDetailResult | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('finding.noticesTitle')}
          </Text>
          <Text as="p" tone="subdued">
            {t('finding.noticesHelp')}
          </Text>
        </BlockStack>
        {notices.map((notice) => (
          <InlineStack key={notice.id} gap="200" align="space-between" blockAlign="center">
            <Text as="p">
              {notice.newShipBy === null
                ? t('finding.noticeUndated', { sent: format.date(format.dateOf(notice.sentAt)) })
                : t('finding.noticeDated', {
                    sent: format.date(format.dateOf(notice.sentAt)),
                    until: format.date(format.dateOf(notice.newShipBy)),
                  })}
            </Text>
            <InlineStack gap="200" blockAlign="center">
              <Select
                label={t('finding.noticeAnswer')}
                labelHidden
                value={notice.answer}
                options={NOTICE_ANSWERS.map((value) => ({
                  value,
                  label: t(`finding.answer.${value}`),
                }))}
                onChange={(value) => {
                  const answer = NOTICE_ANSWERS.find((one) => one === value) ?? 'none';
                  act({ intent: 'answer_notice', noticeId: notice.id, answer });
                }}
              />
              <Button
                variant="plain"
                tone="critical"
                onClick={() => act({ intent: 'remove_notice', noticeId: notice.id })}
              >
                {t('common.remove')}
              </Button>
            </InlineStack>
          </InlineStack>
        ))}
        <NewNotice act={act} isActing={isActing} result={result} />
      </BlockStack>
    </Card>
  );
}

function NewNotice({
  act,
  isActing,
  result,
}: {
  act: (action: FindingDetailAction) => void;
  isActing: boolean;
  result: FindingDetailResult | undefined;
}) {
  const { t } = useTranslation();
  const { format, frame } = useScreen();
  const [sentOn, setSentOn] = useState(format.dateOf(frame.now));
  const [newShipBy, setNewShipBy] = useState('');
  const answer: NoticeAnswer = 'none';
  const sentError = useFieldError(result, 'sentOn');
  const shipError = useFieldError(result, 'newShipBy');
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField
          label={t('finding.noticeSentOn')}
          type="date"
          value={sentOn}
          onChange={setSentOn}
          autoComplete="off"
          error={sentError}
        />
        <TextField
          label={t('finding.noticeNewShipBy')}
          helpText={t('finding.noticeNewShipByHelp')}
          type="date"
          value={newShipBy}
          onChange={setNewShipBy}
          autoComplete="off"
          error={shipError}
        />
      </FormLayout.Group>
      <Button
        loading={isActing}
        disabled={sentOn === ''}
        onClick={() =>
          act({
            intent: 'record_notice',
            sentOn,
            newShipBy: newShipBy === '' ? null : newShipBy,
            answer,
          })
        }
      >
        {t('finding.noticeRecord')}
      </Button>
    </FormLayout>
  );
}
