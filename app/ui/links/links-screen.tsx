import { useNavigate } from '@remix-run/react';
import {
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  Divider,
  InlineStack,
  Page,
  Tabs,
  Text,
} from '@shopify/polaris';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinksView } from '#app/contracts/links.ts';
import { LINK_TABS } from '#app/contracts/links.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { useFormat } from '../screen-frame.tsx';
import { LinkNotice } from './link-notice.tsx';
import { LinkRow } from './link-row.tsx';
import { useLinkActions } from './use-link-actions.ts';

/** "Which numbers continue which?" Open proposals first, each with its reasons. */
export function LinksScreen({ links }: { links: LinksView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { act, result, isActing } = useLinkActions();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = links.rows.filter(({ linkId }) => chosen.has(linkId)).map(({ linkId }) => linkId);
  const counts = { open: links.openCount, overwritten: links.overwrittenCount, decided: null };
  const tabs = LINK_TABS.map((tab) => ({
    id: tab,
    content: t(`links.tab.${tab}`),
    badge: counts[tab] === null || counts[tab] === 0 ? undefined : format.number(counts[tab]),
  }));
  const choose = (linkId: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(linkId);
    else next.delete(linkId);
    setChosen(next);
  };
  const decideChosen = (decision: 'confirm' | 'reject') => {
    act({ intent: 'decide_links', decision, linkIds: shown });
    setChosen(new Set());
  };
  return (
    <Page title={t('links.title')} subtitle={t('links.subtitle')}>
      <BlockStack gap="400">
        <LinkNotice result={result} act={act} />
        <Card padding="0">
          <Tabs
            tabs={tabs}
            selected={LINK_TABS.indexOf(links.tab)}
            onSelect={(index) => {
              setChosen(new Set());
              void navigate(`/app/links?tab=${LINK_TABS[index] ?? 'open'}`);
            }}
          />
          {links.tab === 'open' && links.rows.length > 0 && (
            <Box padding="400" background="bg-surface-secondary">
              <InlineStack gap="300" blockAlign="center">
                <Checkbox
                  label={t('links.chooseAll')}
                  checked={
                    shown.length === links.rows.length
                      ? true
                      : shown.length > 0
                        ? 'indeterminate'
                        : false
                  }
                  onChange={(isChosen) =>
                    setChosen(new Set(isChosen ? links.rows.map(({ linkId }) => linkId) : []))
                  }
                />
                <Button
                  disabled={shown.length === 0 || isActing}
                  onClick={() => decideChosen('confirm')}
                >
                  {shown.length === 0
                    ? t('links.confirm')
                    : t('links.confirmChosen', { count: shown.length })}
                </Button>
                <Button
                  disabled={shown.length === 0 || isActing}
                  onClick={() => decideChosen('reject')}
                >
                  {shown.length === 0
                    ? t('links.reject')
                    : t('links.rejectChosen', { count: shown.length })}
                </Button>
              </InlineStack>
            </Box>
          )}
          {links.rows.length === 0 && (
            <EmptyTeach
              title={t(`links.empty.${links.tab}.title`)}
              text={t(`links.empty.${links.tab}.text`)}
              action={
                links.tab === 'open'
                  ? { label: t('sources.settingsLink'), url: '/app/settings/sources' }
                  : undefined
              }
            />
          )}
          {links.rows.map((link) => (
            <Fragment key={link.linkId}>
              <Divider />
              <LinkRow
                link={link}
                act={act}
                isActing={isActing}
                writeBack={links.writeBack}
                showsOrder
                selection={
                  links.tab === 'open'
                    ? {
                        isChosen: chosen.has(link.linkId),
                        onChange: (isChosen) => choose(link.linkId, isChosen),
                      }
                    : null
                }
              />
            </Fragment>
          ))}
          {links.hasMore && (
            <Box padding="400">
              <Text as="p" tone="subdued">
                {t(links.tab === 'open' ? 'links.moreOpen' : 'links.moreDecided')}
              </Text>
            </Box>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}
