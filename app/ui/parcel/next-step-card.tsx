import { BlockStack, Box, Button, ButtonGroup, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParcelView } from '#app/contracts/pages.ts';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { CopyButton } from '../copy-button.tsx';
import { useScreen } from '../screen-frame.tsx';
import { readyMessage } from './ready-message.ts';
import styles from './next-step-card.module.css';

export const NEXT_STEP_ID = 'next-step';

/** What to do now, with the words to send. */
export function NextStepCard({ parcel }: { parcel: ParcelView }) {
  const { t, i18n } = useTranslation();
  const screen = useScreen();
  const [language, setLanguage] = useState(screen.language);
  if (parcel.nextStep === null) return null;
  const message = readyMessage(parcel, { i18n, language, frame: screen.frame });
  return (
    <div id={NEXT_STEP_ID} tabIndex={-1} className={styles['target']}>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t('parcel.nextStepIs', { step: t(`nextStep.${parcel.nextStep}`) })}
          </Text>
          <Text as="p">{t(`nextStepHelp.${parcel.nextStep}`)}</Text>
          {message !== null && (
            <>
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <div role="group" aria-label={t('parcel.messageLanguage')}>
                  <ButtonGroup variant="segmented">
                    {LANGUAGES.map((choice) => (
                      <Button
                        key={choice}
                        size="slim"
                        pressed={choice === language}
                        onClick={() => setLanguage(choice)}
                      >
                        {t(`settings.languageName.${choice}`)}
                      </Button>
                    ))}
                  </ButtonGroup>
                </div>
                <CopyButton
                  text={message}
                  what={t('parcel.messageWhat')}
                  label={t('parcel.messageCopy')}
                />
              </InlineStack>
              <Box padding="400" background="bg-surface-secondary" borderRadius="200">
                <div className={styles['message']} lang={language} suppressHydrationWarning>
                  {message}
                </div>
              </Box>
            </>
          )}
        </BlockStack>
      </Card>
    </div>
  );
}
