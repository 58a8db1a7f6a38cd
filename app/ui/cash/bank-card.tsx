import { BlockStack, Card, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashView } from '#app/contracts/cash.ts';
import type { BankChoices } from '#app/domain/cash/bank-csv.ts';
import { useFormat } from '../screen-frame.tsx';
import { BankQuestionForm } from './bank-question-form.tsx';
import { FileDrop } from './file-drop.tsx';
import { FileOutcome } from './file-outcome.tsx';
import { useCashActions } from './use-cash-actions.ts';
import { useCashFile } from './use-cash-file.ts';

/** A bank statement, by which rules are calibrated: asks what reads in two ways, and says what became of each row. */
export function BankCard({ bank: { lines, lastOn } }: { bank: CashView['bank'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { send, outcome, question, isSending } = useCashFile('bank');
  const undo = useCashActions();
  const [sent, setSent] = useState<{ file: File; choices: BankChoices }>();
  const [undone, setUndone] = useState<string>();
  const start = (file: File, choices: BankChoices = {}) => {
    setSent({ file, choices });
    send(file, choices);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t('cash.file.bankTitle')}
          </Text>
          <Text as="p" tone="subdued">
            {t('cash.file.bankText')}
          </Text>
          {lastOn !== null && (
            <Text as="p">
              {t('cash.file.bankHere', {
                count: lines,
                number: format.number(lines),
                date: format.date(lastOn),
              })}
            </Text>
          )}
        </BlockStack>
        <FileDrop
          label={t('cash.file.bankTitle')}
          isDisabled={isSending}
          onFile={(file) => start(file)}
        />
        <div aria-live="polite">
          {isSending && <Text as="p">{t('cash.file.reading')}</Text>}
          {!isSending && question !== null && sent !== undefined && (
            <BankQuestionForm
              key={question.code}
              question={question}
              onAnswer={(answer) =>
                start(sent.file, {
                  ...sent.choices,
                  ...answer,
                  columns: { ...sent.choices.columns, ...answer.columns },
                })
              }
            />
          )}
          {!isSending && outcome !== undefined && (
            <FileOutcome
              result={outcome}
              isUndone={outcome.ok && undone === outcome.batch}
              isActing={undo.isActing}
              onUndo={() => {
                if (!outcome.ok) return;
                setUndone(outcome.batch);
                undo.act({ intent: 'undo_bank', batch: outcome.batch });
              }}
            />
          )}
        </div>
      </BlockStack>
    </Card>
  );
}
