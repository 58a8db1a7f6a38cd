import {
  Badge,
  BlockStack,
  Button,
  Card,
  Collapsible,
  Divider,
  InlineStack,
  Text,
} from '@shopify/polaris';
import type { BadgeProps } from '@shopify/polaris';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  SourceActionResult,
  SourceCardView,
  SourceHealth,
  SourcesView,
} from '#app/contracts/sources.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';
import { useFormat } from '../screen-frame.tsx';
import { DisconnectButton } from './disconnect-button.tsx';
import { KeyForm } from './key-form.tsx';
import { PlanFields } from './plan-fields.tsx';
import { PushSection } from './push-section.tsx';
import { useSourceAction } from './source-action.ts';
import { SourceErrors, SourceFacts } from './source-facts.tsx';
import { failureWords, healthSentence, isAsked } from './source-words.ts';
import type { SourcesForm } from './sources-form.ts';

const TONE: Record<SourceHealth, BadgeProps['tone']> = {
  key_refused: 'critical',
  failing: 'attention',
  waiting: 'attention',
  quiet: undefined,
  untried: 'info',
  paused: undefined,
  fine: 'success',
};

/** A connected source that is asked: whether it works, what it does, and everything that can be changed about it. */
export function SourceCard({
  card,
  view,
  form,
}: {
  card: SourceCardView;
  view: SourcesView;
  form: SourcesForm;
}) {
  const plan = form.draft.plans.find(({ source }) => source === card.source);
  return (
    <Card>
      <BlockStack gap="400">
        <CardHead card={card} place={placeOf(card, view)} />
        <SourceFacts card={card} view={view} />
        <SourceErrors errors={card.errors} />
        <Divider />
        <PushSection card={card} />
        {plan !== undefined && isAsked(card.source) && (
          <Changes card={card} source={card.source} view={view}>
            <PlanFields card={card} plan={plan} form={form} view={view} />
          </Changes>
        )}
      </BlockStack>
    </Card>
  );
}

/** Name, health in a word and in a sentence; and where it stands when several are asked. */
export function CardHead({ card, place }: { card: SourceCardView; place: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingMd">
          {t(`sources.name.${card.source}`)}
        </Text>
        <Badge tone={TONE[card.health]}>{t(`sources.health.${card.health}`)}</Badge>
        {place !== null && (
          <Text as="span" tone="subdued">
            {t(place === 1 ? 'sources.rank.first' : 'sources.rank.second')}
          </Text>
        )}
      </InlineStack>
      <Text as="p">{healthSentence(t, format, card)}</Text>
    </BlockStack>
  );
}

function Changes({
  card,
  source,
  view,
  children,
}: {
  card: SourceCardView;
  source: AskedSource;
  view: SourcesView;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'plan' | 'key' | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const name = t(`sources.name.${source}`);
  const { act, isBusy, result } = useSourceAction(
    useCallback(
      (outcome: SourceActionResult & { ok: true }) =>
        setDone(outcome.done === 'check' ? t('sources.checked', { source: name }) : null),
      [t, name],
    ),
  );
  const place = placeOf(card, view);
  const isPaused = card.state === 'paused';
  const button = (action: 'check' | 'pause' | 'resume' | 'earlier' | 'later', run: () => void) => (
    <Button
      disabled={isBusy}
      accessibilityLabel={t('sources.action.named', {
        action: t(`sources.action.${action}`),
        source: name,
      })}
      onClick={run}
    >
      {t(`sources.action.${action}`)}
    </Button>
  );
  const toggle = (part: 'plan' | 'key', words: string) => (
    <Button
      disclosure={open === part ? 'up' : 'down'}
      ariaExpanded={open === part}
      ariaControls={`${source}-${part}`}
      accessibilityLabel={t('sources.action.named', { action: words, source: name })}
      onClick={() => setOpen(open === part ? null : part)}
    >
      {words}
    </Button>
  );
  return (
    <BlockStack gap="300">
      <InlineStack gap="200">
        {toggle('plan', t('sources.plan.open'))}
        {toggle('key', t('sources.action.newKey'))}
        {button('check', () => act({ intent: 'check', source }))}
        {card.state !== 'refused' &&
          button(isPaused ? 'resume' : 'pause', () =>
            act({ intent: 'pause', source, isPaused: !isPaused }),
          )}
        {place !== null &&
          place > 1 &&
          button('earlier', () => act({ intent: 'move', source, isEarlier: true }))}
        {place === 1 && button('later', () => act({ intent: 'move', source, isEarlier: false }))}
        <DisconnectButton source={source} />
      </InlineStack>
      <div role="status" aria-live="polite">
        {result?.ok === false && (
          <Text as="p" tone="critical">
            {failureWords(t, result, source)}
          </Text>
        )}
        {result?.ok === true && done !== null && <Text as="p">{done}</Text>}
      </div>
      <Collapsible id={`${source}-plan`} open={open === 'plan'} transition={false}>
        {children}
      </Collapsible>
      <Collapsible id={`${source}-key`} open={open === 'key'} transition={false}>
        <BlockStack gap="300">
          <Text as="p" tone="subdued">
            {t('sources.connect.keyKept')}
          </Text>
          <KeyForm source={source} isNewKey onDone={() => setOpen(null)} />
        </BlockStack>
      </Collapsible>
    </BlockStack>
  );
}

/** 1 = asked first; null when there is no other that is asked. */
function placeOf(card: SourceCardView, view: SourcesView): number | null {
  const asked = view.connected.filter(({ source }) => isAsked(source));
  return asked.length < 2 ? null : asked.findIndex(({ source }) => source === card.source) + 1;
}
