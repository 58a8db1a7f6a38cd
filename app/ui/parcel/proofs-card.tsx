import { BlockStack, Button, Card, InlineStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParcelAction } from '#app/contracts/parcel-actions.ts';
import type { ParcelView, ProofView } from '#app/contracts/pages.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { evidenceWords } from './evidence-words.ts';

/** What speaks against the numbers, each fact readable and open to contradiction. Nothing when nothing does. */
export function ProofsCard({
  parcel,
  act,
  onAsk,
}: {
  parcel: ParcelView;
  act: (action: ParcelAction) => void;
  /** Told while a reason is being asked for. */
  onAsk: (isAsking: boolean) => void;
}) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<ProofView | null>(null);
  const ask = (proof: ProofView | null) => {
    setAsked(proof);
    onAsk(proof !== null);
  };
  if (parcel.proofs.length === 0) return null;
  const { id } = parcel;
  const groups = [
    { weight: 'proof' as const, words: t('proof.wrong') },
    { weight: 'suspicion' as const, words: t('proof.suspicious') },
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('proof.title')}
        </Text>
        {groups.map(({ weight, words }) => {
          const own = parcel.proofs.filter((proof) => proof.weight === weight);
          if (own.length === 0) return null;
          return (
            <BlockStack key={weight} gap="300">
              <Text as="p" tone="subdued">
                {words}
              </Text>
              {own.map((proof) => (
                <Fact
                  key={`${proof.numberKey} ${proof.code}`}
                  proof={proof}
                  isNamed={parcel.legs.length > 1}
                  onNotSo={() => ask(proof)}
                  onUndo={() =>
                    act({
                      intent: 'restore_proof',
                      id,
                      code: proof.code,
                      numberKey: proof.numberKey,
                    })
                  }
                />
              ))}
            </BlockStack>
          );
        })}
      </BlockStack>
      {asked !== null && (
        <NotSoModal
          proof={asked}
          onClose={() => ask(null)}
          onConfirm={(reason) => {
            const { code, numberKey } = asked;
            act({ intent: 'dismiss_proof', id, code, numberKey, reason });
            ask(null);
          }}
        />
      )}
    </Card>
  );
}

function Fact({
  proof,
  isNamed,
  onNotSo,
  onUndo,
}: {
  proof: ProofView;
  /** Several numbers: say which one. */
  isNamed: boolean;
  onNotSo: () => void;
  onUndo: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const what = t(`proof.code.${proof.code}`);
  const { dismissed } = proof;
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text
          as="h3"
          variant="headingSm"
          tone={dismissed === null ? undefined : 'subdued'}
          textDecorationLine={dismissed === null ? undefined : 'line-through'}
        >
          {what}
        </Text>
        {dismissed === null ? (
          <Button
            variant="plain"
            accessibilityLabel={t('proof.notSoNamed', { what })}
            onClick={onNotSo}
          >
            {t('proof.notSo')}
          </Button>
        ) : (
          <Button
            variant="plain"
            accessibilityLabel={t('proof.undoNamed', { what })}
            onClick={onUndo}
          >
            {t('proof.undo')}
          </Button>
        )}
      </InlineStack>
      <Text as="p" tone={dismissed === null ? undefined : 'subdued'} breakWord>
        <IntlText>{evidenceWords(proof.sentence, { t, format, isBusiness: false })}</IntlText>
      </Text>
      {isNamed && (
        <Text as="p" tone="subdued" variant="bodySm" breakWord>
          {t('proof.ofNumber', { number: proof.number })}
        </Text>
      )}
      {dismissed !== null && (
        <Text as="p" tone="subdued" variant="bodySm" breakWord>
          {t('common.beside', {
            first: t('proof.dismissed', { reason: dismissed.reason }),
            second: format.instant(dismissed.at),
          })}
        </Text>
      )}
    </BlockStack>
  );
}

const LONGEST_REASON = 500;

function NotSoModal({
  proof,
  onClose,
  onConfirm,
}: {
  proof: ProofView;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      onClose={onClose}
      title={t('proof.modalTitle')}
      primaryAction={{
        content: t('proof.confirm'),
        disabled: reason.trim() === '',
        onAction: () => onConfirm(reason),
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p" fontWeight="medium">
            <IntlText>{evidenceWords(proof.sentence, { t, format, isBusiness: false })}</IntlText>
          </Text>
          <Text as="p">{t('proof.modalText')}</Text>
          <TextField
            autoComplete="off"
            label={t('proof.reason')}
            helpText={t('proof.reasonHelp')}
            value={reason}
            maxLength={LONGEST_REASON}
            multiline={3}
            requiredIndicator
            onChange={setReason}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
