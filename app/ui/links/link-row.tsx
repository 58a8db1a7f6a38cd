import { BlockStack, Box, Button, Checkbox, InlineStack, Link, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkAction, LinkView } from '#app/contracts/links.ts';
import { actorWords } from '#app/i18n/link-words.ts';
import { useFormat } from '../screen-frame.tsx';
import { LinkEvidenceList, LinkLine, WriteState } from './link-facts.tsx';
import { LinkForm } from './link-form.tsx';
import styles from './link-row.module.css';

/** One link: what it says, what it rests on, and what can be decided. */
export function LinkRow({
  link,
  act,
  isActing,
  selection,
  writeBack,
  showsOrder,
}: {
  link: LinkView;
  act: (action: LinkAction) => void;
  isActing: boolean;
  /** Null = it cannot be chosen here. */
  selection: { isChosen: boolean; onChange: (isChosen: boolean) => void } | null;
  writeBack: boolean;
  showsOrder: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isEditing, setEditing] = useState(false);
  const { linkId, number, carrier, kind } = link;
  const decide = (decision: Extract<LinkAction, { intent: 'decide_links' }>['decision']) =>
    act({ intent: 'decide_links', decision, linkIds: [linkId] });
  return (
    <Box padding="400">
      <div className={`${styles['row']} ${selection === null ? styles['plain'] : ''}`}>
        {selection !== null && (
          <Checkbox
            label={t('links.choose', { number })}
            labelHidden
            checked={selection.isChosen}
            onChange={selection.onChange}
          />
        )}
        <div className={styles['facts']}>
          <BlockStack gap="200">
            {showsOrder && (
              <InlineStack>
                <Link url={`/app/parcels/${link.parcelId}`}>{link.orderName}</Link>
              </InlineStack>
            )}
            <LinkLine link={link} />
            <LinkEvidenceList link={link} />
            {link.state !== 'proposed' && link.decidedAt !== null && (
              <Text as="p" tone="subdued">
                {t(`links.state.${link.state}`, {
                  at: format.instant(link.decidedAt),
                  who: actorWords(link.decidedBy, t),
                })}
              </Text>
            )}
            <WriteState link={link} onRetry={() => decide('restore_ours')} />
            {isEditing && (
              <LinkForm
                initial={{ number, carrier, kind, write: writeBack && kind === 'last_mile' }}
                isBusy={isActing}
                onSubmit={(draft) => {
                  act({ intent: 'edit_link', linkId, ...draft });
                  setEditing(false);
                }}
                onCancel={() => setEditing(false)}
              />
            )}
          </BlockStack>
        </div>
        {!isEditing && (
          <div className={styles['facts']}>
            <LinkButtons
              link={link}
              isActing={isActing}
              decide={decide}
              onEdit={() => setEditing(true)}
            />
          </div>
        )}
      </div>
    </Box>
  );
}

function LinkButtons({
  link,
  isActing,
  decide,
  onEdit,
}: {
  link: LinkView;
  isActing: boolean;
  decide: (decision: Extract<LinkAction, { intent: 'decide_links' }>['decision']) => void;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const button = (words: string, onClick: () => void, variant?: 'tertiary') => (
    <Button
      onClick={onClick}
      disabled={isActing}
      variant={variant}
      accessibilityLabel={t('links.actionOn', { action: words, number: link.number })}
    >
      {words}
    </Button>
  );
  switch (link.state) {
    case 'proposed':
      return (
        <InlineStack gap="200">
          {button(t('links.confirm'), () => decide('confirm'))}
          {button(t('links.edit'), onEdit, 'tertiary')}
          {button(t('links.reject'), () => decide('reject'), 'tertiary')}
        </InlineStack>
      );
    case 'confirmed':
      return (
        <InlineStack gap="200">
          {link.writeState === 'overwritten' && (
            <>
              {button(t('links.keepTheirs'), () => decide('keep_theirs'))}
              {button(t('links.restoreOurs'), () => decide('restore_ours'))}
            </>
          )}
          {button(t('common.undo'), () => decide('undo'), 'tertiary')}
        </InlineStack>
      );
    case 'rejected':
      return (
        <InlineStack gap="200">
          {button(t('common.undo'), () => decide('undo'), 'tertiary')}
        </InlineStack>
      );
    case 'undone':
    case 'superseded':
      return (
        <InlineStack gap="200">
          {button(t('links.confirmAgain'), () => decide('confirm'), 'tertiary')}
        </InlineStack>
      );
  }
}
