import {
  BlockStack,
  ChoiceList,
  DropZone,
  FormLayout,
  Modal,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  AttestationView,
  FindingDetailAction,
  FindingDetailResult,
} from '#app/contracts/finding-detail.ts';
import { useScreen } from '../screen-frame.tsx';
import { useFieldError } from './result-line.tsx';

const LARGEST_FILE_BYTES = 500_000;

/** Asks for an answer, until when it holds (a year unless said otherwise), and what backs it. */
export function AttestModal({
  attestation,
  onClose,
  act,
  isActing,
  result,
}: {
  attestation: AttestationView;
  onClose: () => void;
  act: (action: FindingDetailAction) => void;
  isActing: boolean;
  result: FindingDetailResult | undefined;
}) {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const [answer, setAnswer] = useState<'yes' | 'no'>('yes');
  const [choice, setChoice] = useState<string>(attestation.choices[0] ?? '');
  const [note, setNote] = useState('');
  const [link, setLink] = useState('');
  const [until, setUntil] = useState(aYearAfter(format.dateOf(frame.now)));
  const [file, setFile] = useState<{ name: string; type: string; content: string } | null>(null);
  const [isTooBig, setTooBig] = useState(false);
  const untilError = useFieldError(result, 'until');
  const linkError = useFieldError(result, 'link');
  const fileError = useFieldError(result, 'file');
  const take = (files: File[]) => {
    const [first] = files;
    if (first === undefined) return;
    setTooBig(first.size > LARGEST_FILE_BYTES);
    if (first.size > LARGEST_FILE_BYTES) return;
    void contentOf(first).then((content) =>
      setFile({ name: first.name, type: first.type, content }),
    );
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={t('finding.attestModalTitle')}
      primaryAction={{
        content: t('finding.attestSave'),
        loading: isActing,
        onAction: () =>
          act({
            intent: 'attest',
            code: attestation.code,
            answer,
            choice,
            note,
            link: link.trim() === '' ? null : link.trim(),
            file,
            until: until === '' ? null : until,
          }),
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p" fontWeight="medium">
            {attestation.question}
          </Text>
          {attestation.choices.length > 0 ? (
            <ChoiceList
              title={t('finding.attestAnswer')}
              selected={[choice]}
              choices={attestation.choices.map((value) => ({
                value,
                label: t(`finding.choice.${value}`),
              }))}
              onChange={([value = '']) => setChoice(value)}
            />
          ) : (
            <ChoiceList
              title={t('finding.attestAnswer')}
              selected={[answer]}
              choices={[
                { value: 'yes', label: t('finding.yes') },
                { value: 'no', label: t('finding.no') },
              ]}
              onChange={([value]) => setAnswer(value === 'no' ? 'no' : 'yes')}
            />
          )}
          <FormLayout>
            <TextField
              label={t('finding.attestUntilField')}
              helpText={t('finding.attestUntilHelp')}
              type="date"
              value={until}
              onChange={setUntil}
              autoComplete="off"
              error={untilError}
            />
            <TextField
              label={t('finding.attestNote')}
              value={note}
              onChange={setNote}
              multiline={2}
              maxLength={1000}
              autoComplete="off"
            />
            <TextField
              label={t('finding.attestLink')}
              type="url"
              value={link}
              onChange={setLink}
              autoComplete="off"
              error={linkError}
            />
            <DropZone
              label={t('finding.attestFile')}
              allowMultiple={false}
              onDropAccepted={take}
              errorOverlayText={t('finding.error.file_too_big')}
            >
              {file === null ? <DropZone.FileUpload /> : <Text as="p">{file.name}</Text>}
            </DropZone>
            {(isTooBig || fileError !== undefined) && (
              <Text as="p" tone="critical">
                {t('finding.error.file_too_big')}
              </Text>
            )}
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function aYearAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace(/-02-29$/, '-02-28');
}

/** A file's bytes in base64. */
async function contentOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
