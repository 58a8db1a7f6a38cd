import {
  BlockStack,
  Button,
  Card,
  DropZone,
  InlineError,
  ProgressBar,
  Text,
  TextField,
} from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#app/i18n/languages.ts';
import { tellReport } from '#verify/index.ts';
import type { PackReport } from '#verify/index.ts';
import { ResultNotice } from './result-notice.tsx';
import { useCheck } from './use-check.ts';
import type { CheckState } from './use-check.ts';

/** A file and, where the reader has it, the shop's key: what comes of them stands below. */
export function CheckCard({ language }: { language: Language }) {
  const { t } = useTranslation();
  const [key, setKey] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const { state, check } = useCheck();
  const begin = (chosen: File) => {
    setFile(chosen);
    check(chosen, key);
  };
  const errors = errorsOf(state, language);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="p">{t('verify.nothingSent')}</Text>
        <BlockStack gap="200">
          <DropZone
            label={t('verify.file.label')}
            allowMultiple={false}
            variableHeight
            onDrop={([dropped]) => (dropped === undefined ? undefined : begin(dropped))}
          >
            <DropZone.FileUpload
              actionTitle={t('verify.file.choose')}
              actionHint={t('verify.file.hint')}
            />
          </DropZone>
          <div role="alert">
            {errors.file === undefined && state.stage !== 'unreadable' ? null : (
              <InlineError
                message={errors.file ?? t('verify.file.unreadable')}
                fieldID="verify-file"
              />
            )}
          </div>
        </BlockStack>
        <TextField
          label={t('verify.key.label')}
          helpText={t('verify.key.help')}
          value={key}
          onChange={setKey}
          error={errors.key}
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          connectedRight={
            <Button
              disabled={file === null || key.trim() === ''}
              onClick={() => file && check(file, key)}
            >
              {t('verify.key.compare')}
            </Button>
          }
        />
        <Progress state={state} />
        <Result state={state} language={language} />
      </BlockStack>
    </Card>
  );
}

function Progress({ state }: { state: CheckState }) {
  const { t } = useTranslation();
  if (state.stage !== 'checking') return null;
  return (
    <BlockStack gap="100">
      <Text as="p">{t('verify.checking', { file: state.fileName })}</Text>
      <ProgressBar
        progress={Math.round(state.share * 100)}
        size="small"
        animated={false}
        ariaLabelledBy="verify-progress"
      />
      <Text as="span" visuallyHidden id="verify-progress">
        {t('verify.progress')}
      </Text>
    </BlockStack>
  );
}

/** Takes the focus once it is there, so that it is read out and lies in view on a small screen. */
function Result({ state, language }: { state: CheckState; language: Language }) {
  const place = useRef<HTMLDivElement>(null);
  const report = state.stage === 'checked' && !isFieldProblem(state.report) ? state.report : null;
  useEffect(() => {
    if (report !== null) place.current?.focus();
  }, [report]);
  if (state.stage !== 'checked' || report === null) return null;
  return (
    <div ref={place} tabIndex={-1} style={{ outline: 'none' }}>
      <ResultNotice fileName={state.fileName} report={report} language={language} />
    </div>
  );
}

const FIELD_OF_PROBLEM = new Map<string, 'file' | 'key'>([
  ['not_a_zip', 'file'],
  ['too_large', 'file'],
  ['too_many_files', 'file'],
  ['given_key_unreadable', 'key'],
]);

function isFieldProblem(report: PackReport): boolean {
  return !report.ok && FIELD_OF_PROBLEM.has(report.problem.code);
}

/** What is wrong with what was given, beside the field it was given in. */
function errorsOf(state: CheckState, language: Language): { file?: string; key?: string } {
  if (state.stage !== 'checked' || state.report.ok) return {};
  const field = FIELD_OF_PROBLEM.get(state.report.problem.code);
  return field === undefined ? {} : { [field]: tellReport(state.report, language).sentence };
}
