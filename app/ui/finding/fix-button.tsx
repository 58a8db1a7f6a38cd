import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingDetailAction, FixView } from '#app/contracts/finding-detail.ts';
import { Instant } from '../instant.tsx';
import { useFormat } from '../screen-frame.tsx';
import { useScopes } from '../use-scopes.ts';

/** One thing that Lastscan can do in Shopify, with how the last time ended and the way back. */
export function FixButton({
  fix,
  act,
  isActing,
}: {
  fix: FixView;
  act: (action: FindingDetailAction) => void;
  isActing: boolean;
}) {
  const { t } = useTranslation();
  const label = useFixLabel(fix);
  const scope = fix.kind === 'admin_page' ? null : fix.scope;
  const { ask, state } = useScopes(useMemo(() => (scope === null ? [] : [scope]), [scope]));
  if (fix.kind === 'admin_page') {
    return (
      <InlineStack>
        <Button url={`shopify://admin/${fix.path}`} target="_top">
          {label}
        </Button>
      </InlineStack>
    );
  }
  const { last, index } = fix;
  const start = async () => {
    if (index !== null && (await ask())) act({ intent: 'fix', index });
  };
  const isRunning = last?.state === 'queued' || last?.state === 'undoing';
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Button
          variant="primary"
          loading={isActing || isRunning}
          disabled={last?.state === 'done' || index === null}
          onClick={() => void start()}
        >
          {label}
        </Button>
        {last?.state === 'done' && (
          <Button variant="plain" onClick={() => act({ intent: 'undo_fix', fixId: last.fixId })}>
            {t('common.undo')}
          </Button>
        )}
      </InlineStack>
      <Text as="p" tone="subdued">
        <span role="status">
          {state === 'declined' && t('finding.declined')}
          {last !== null && (
            <>
              {t(`finding.fixState.${last.state}`)} <Instant at={last.askedAt} />
              {last.error !== null && ` ${t(`finding.fixError.${last.error}`)}`}
            </>
          )}
        </span>
      </Text>
    </BlockStack>
  );
}

function useFixLabel(fix: FixView): string {
  const { t } = useTranslation();
  const format = useFormat();
  switch (fix.kind) {
    case 'set_compare_at':
      return fix.compareAt === null
        ? t('finding.fix.removeCompareAt')
        : t('finding.fix.setCompareAt', { money: format.money(fix.compareAt) });
    case 'tag_order':
      return t('finding.fix.tagOrder', { tag: fix.tag });
    case 'admin_page':
      return t('finding.fix.adminPage');
  }
}
