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
import {
  LONGEST_WORDING,
  SHOPPER_LANGUAGES,
  type ShopperLanguage,
} from '#app/domain/shopper/shopper-settings.ts';
import { VERDICTS, type VerdictKind } from '#app/domain/verdicts/verdict.ts';
import type { Translate } from '../../../extensions/shopper-tracking/src/say.ts';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { LANGUAGE_NAMES } from './language-names.ts';
import { PreviewBlock } from './preview-block.tsx';
import { previewLines } from './preview-lines.ts';
import { ownLanguages, settingsOf, withSentence } from './shopper-draft.ts';
import { useLocaleWords } from './use-locale-words.ts';
import type { ShopperForm } from './use-shopper-form.ts';

/** One state in one language at a time: the shop's own sentence, and beneath it all that its shopper would read. */
export function WordingEditor({ form }: { form: ShopperForm }) {
  const { t } = useTranslation();
  const { frame, language: spoken } = useScreen();
  const [verdict, setVerdict] = useState<VerdictKind>('on_track');
  const [language, setLanguage] = useState<ShopperLanguage>(spoken);
  const words = useLocaleWords(language);
  const { draft } = form;
  const settings = settingsOf(draft);
  const linesOf = (translate: Translate, wording = settings.wording) =>
    previewLines(verdict, {
      settings: { ...settings, wording },
      language,
      translate,
      now: new Date(frame.now),
      timeZone: frame.timeZone,
    });
  const ours = words === null || words === 'failed' ? '' : linesOf(words.translate, {}).headline;
  return (
    <>
      <Card>
        <FormLayout>
          <FormLayout.Group>
            <VerdictSelect form={form} verdict={verdict} onChange={setVerdict} />
            <Select
              label={t('shoppers.wording.language')}
              options={SHOPPER_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
              value={language}
              onChange={(chosen) =>
                setLanguage(SHOPPER_LANGUAGES.find((known) => known === chosen) ?? 'en')
              }
            />
          </FormLayout.Group>
          <SentenceField form={form} verdict={verdict} language={language} ours={ours} />
        </FormLayout>
      </Card>
      <Card>
        <BlockStack gap="300">
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {t('shoppers.preview.title')}
            </Text>
            <Text as="p" tone="subdued">
              {t('shoppers.preview.text')}
            </Text>
          </BlockStack>
          <PreviewBlock
            linesOf={(translate) => linesOf(translate)}
            language={language}
            words={words}
            canAsk={draft.asks.isOn}
          />
        </BlockStack>
      </Card>
    </>
  );
}

function VerdictSelect({
  form,
  verdict,
  onChange,
}: {
  form: ShopperForm;
  verdict: VerdictKind;
  onChange: (verdict: VerdictKind) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (kind: VerdictKind) => {
    const name = t(`verdict.${kind}`);
    const count = ownLanguages(form.draft.wording, kind).length;
    if (count === 0) return name;
    return t('shoppers.wording.verdictOwn', { verdict: name, number: format.number(count) });
  };
  return (
    <Select
      label={t('shoppers.wording.verdict')}
      options={VERDICTS.map((value) => ({ value, label: nameOf(value) }))}
      value={verdict}
      onChange={(chosen) => onChange(VERDICTS.find((kind) => kind === chosen) ?? verdict)}
    />
  );
}

function SentenceField({
  form,
  verdict,
  language,
  ours,
}: {
  form: ShopperForm;
  verdict: VerdictKind;
  language: ShopperLanguage;
  /** What Lastscan says there. */
  ours: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { wording } = form.draft;
  const text = wording[verdict]?.[language] ?? '';
  const own = ownLanguages(wording, verdict);
  const write = (next: string) =>
    form.change({ wording: withSentence(wording, { verdict, language, text: next }) });
  return (
    <BlockStack gap="200">
      <TextField
        label={t('shoppers.wording.sentence')}
        autoComplete="off"
        multiline={2}
        maxLength={LONGEST_WORDING}
        showCharacterCount
        placeholder={ours === '' ? '' : t('shoppers.wording.placeholder', { sentence: ours })}
        value={text}
        error={form.errorAt(`wording.${verdict}.${language}`)}
        onChange={write}
      />
      <InlineStack gap="300" blockAlign="center">
        <Button size="slim" disabled={text === ''} onClick={() => write('')}>
          {t('shoppers.wording.useOurs')}
        </Button>
        {own.length > 0 && (
          <Text as="span" tone="subdued">
            {t('shoppers.wording.ownIn', {
              languages: format.list(own.map((each) => LANGUAGE_NAMES[each])),
            })}
          </Text>
        )}
      </InlineStack>
    </BlockStack>
  );
}
