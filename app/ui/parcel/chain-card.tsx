import { BlockStack, Box, Button, Card, Divider, InlineStack, Text } from '@shopify/polaris';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkWithHistory } from '#app/contracts/links.ts';
import type { ParcelView } from '#app/contracts/pages.ts';
import { actorWords, linkEventWords } from '#app/i18n/link-words.ts';
import { LinkForm } from '../links/link-form.tsx';
import { LinkNotice } from '../links/link-notice.tsx';
import { LinkRow } from '../links/link-row.tsx';
import { useLinkActions } from '../links/use-link-actions.ts';
import { useFormat } from '../screen-frame.tsx';

/** How one number hands over to the next: who linked them, on what, what can be decided, and everything that was. */
export function ChainCard({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const { act, result, isActing } = useLinkActions();
  const [isAdding, setAdding] = useState(false);
  const { links } = parcel;
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t('links.chainTitle')}
          </Text>
          <LinkNotice result={result} act={act} />
          {links.length === 0 && (
            <Text as="p" tone="subdued">
              {t('links.chainEmpty')}
            </Text>
          )}
        </BlockStack>
      </Box>
      {links.map((link) => (
        <Fragment key={link.linkId}>
          <Divider />
          <LinkRow
            link={link}
            act={act}
            isActing={isActing}
            selection={null}
            writeBack={false}
            showsOrder={false}
          />
          <History link={link} />
        </Fragment>
      ))}
      {links.length > 0 && <Divider />}
      <Box padding="400" paddingBlockStart={links.length > 0 ? '400' : '0'}>
        {isAdding ? (
          <LinkForm
            initial={{ number: '', carrier: null, kind: 'last_mile', write: false }}
            isBusy={isActing}
            onSubmit={(draft) => {
              act({ intent: 'add_link', parcelId: parcel.id, ...draft });
              setAdding(false);
            }}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <InlineStack>
            <Button onClick={() => setAdding(true)}>{t('links.add')}</Button>
          </InlineStack>
        )}
      </Box>
    </Card>
  );
}

function History({ link }: { link: LinkWithHistory }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  return (
    <Box paddingInline="400" paddingBlockEnd="400">
      <BlockStack gap="200">
        <InlineStack>
          <Button
            variant="plain"
            ariaExpanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            accessibilityLabel={t('links.actionOn', {
              action: t('links.history'),
              number: link.number,
            })}
          >
            {t('links.history')}
          </Button>
        </InlineStack>
        {isOpen &&
          link.events.map((event) => (
            <Text as="p" variant="bodySm" key={`${event.at} ${event.action}`}>
              {t('links.eventLine', {
                at: format.instant(event.at),
                what: linkEventWords(event, t),
                who: actorWords(event.actor, t),
              })}
            </Text>
          ))}
      </BlockStack>
    </Box>
  );
}
