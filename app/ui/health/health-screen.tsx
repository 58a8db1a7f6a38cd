import { BlockStack, InlineGrid, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { HealthView } from '#app/contracts/pages.ts';
import type { CarrierHealthLine, SourceHealthLine } from '#app/contracts/sources.ts';
import { Instant } from '../instant.tsx';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { CarriersCard } from './carriers-card.tsx';
import { HealthCard } from './health-card.tsx';
import { GapsCard, LastErrorCard, QuarantineCard } from './trouble-cards.tsx';
import {
  apiState,
  CONDITION_OF,
  queueState,
  sourceState,
  sweepState,
  throttleState,
  webhookState,
} from './health-verdicts.ts';
import { ParityCard } from './parity-card.tsx';
import { SourcesCard } from './sources-card.tsx';

/** Whether what Lastscan shows can be believed; each line says if it is fine, and what to do if not. */
export function HealthScreen({
  health,
  sources,
  carriers,
}: {
  health: HealthView;
  sources: readonly SourceHealthLine[];
  carriers: readonly CarrierHealthLine[];
}) {
  const { t } = useTranslation();
  return (
    <Page
      title={t('health.title')}
      subtitle={t('health.intro')}
      backAction={{ content: t('nav.settings'), url: '/app/settings' }}
    >
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          <WebhookCard health={health} />
          <SweepCard health={health} />
          <SourceCard health={health} />
          <ApiCard health={health} />
          <QueueCard health={health} />
          <ThrottleCard health={health} />
        </InlineGrid>
        <SourcesCard sources={sources} />
        <CarriersCard carriers={carriers} />
        <ParityCard health={health} />
        <GapsCard gaps={health.gaps} />
        <QuarantineCard lines={health.quarantined} />
        <LastErrorCard error={health.lastError} />
      </BlockStack>
    </Page>
  );
}

const WEBHOOK_WORDS = {
  never: 'health.webhookNever',
  old: 'health.webhookOld',
  fine: 'health.webhookFine',
} as const;

function WebhookCard({ health }: { health: HealthView }) {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const state = webhookState(health, frame.now);
  return (
    <HealthCard
      title={t('health.webhookTitle')}
      // A quiet store hears nothing for a day and is fine; the sentence says so.
      condition={state === 'old' ? 'fine' : CONDITION_OF[state]}
      fact={
        health.lastWebhookAt === null ? t('common.notYet') : <Instant at={health.lastWebhookAt} />
      }
      sentence={t(WEBHOOK_WORDS[state])}
    >
      {health.webhooksOpen > 0 && (
        <Text as="p">
          {t('health.webhookOpen', {
            count: health.webhooksOpen,
            number: format.number(health.webhooksOpen),
          })}
        </Text>
      )}
    </HealthCard>
  );
}

const SWEEP_WORDS = {
  never: 'health.sweepNever',
  late: 'health.sweepLate',
  fine: 'health.sweepFine',
} as const;

function SweepCard({ health }: { health: HealthView }) {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const state = sweepState(health, frame.now);
  return (
    <HealthCard
      title={t('health.sweepTitle')}
      condition={CONDITION_OF[state]}
      fact={health.lastSweepAt === null ? t('common.notYet') : <Instant at={health.lastSweepAt} />}
      sentence={t(SWEEP_WORDS[state])}
    >
      {health.nextSweepAt !== null && (
        <Text as="p">{t('health.sweepNext', { at: format.soon(health.nextSweepAt) })}</Text>
      )}
    </HealthCard>
  );
}

const SOURCE_WORDS = {
  never: 'health.sourceNever',
  old: 'health.sourceOld',
  fine: 'health.sourceFine',
} as const;

function SourceCard({ health }: { health: HealthView }) {
  const { t } = useTranslation();
  const { frame } = useScreen();
  const state = sourceState(health, frame.now);
  const at = health.sourceAnsweredAt;
  return (
    <HealthCard
      title={t('health.sourceTitle')}
      condition={CONDITION_OF[state]}
      fact={at === null ? t('common.notYet') : <Instant at={at} />}
      sentence={t(SOURCE_WORDS[state])}
    />
  );
}

function ApiCard({ health }: { health: HealthView }) {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const state = apiState(health, frame.now);
  const { version, supportedUntil, served } = health.api;
  const facts = { version, date: format.date(supportedUntil) };
  const sentence = {
    fine: t('health.apiFine', facts),
    soon: t('health.apiSoon', facts),
    over: t('health.apiOver', facts),
    served_other: t('health.apiServed', { version, served: served ?? '' }),
  }[state];
  return (
    <HealthCard
      title={t('health.apiTitle')}
      condition={CONDITION_OF[state]}
      fact={version}
      sentence={sentence}
    />
  );
}

function QueueCard({ health }: { health: HealthView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const state = queueState(health);
  const { waiting, oldestSeconds } = health.queue;
  const facts = {
    count: waiting,
    number: format.number(waiting),
    age: format.duration(oldestSeconds ?? 0),
  };
  const sentence = {
    empty: t('health.queueEmpty'),
    fine: t('health.queueFine', facts),
    old: t('health.queueOld', facts),
  }[state];
  return (
    <HealthCard
      title={t('health.queueTitle')}
      condition={CONDITION_OF[state]}
      fact={format.number(waiting)}
      sentence={sentence}
    />
  );
}

function ThrottleCard({ health }: { health: HealthView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const state = throttleState(health);
  const { throttle } = health;
  if (throttle === null) {
    return (
      <HealthCard
        title={t('health.throttleTitle')}
        condition="unknown"
        sentence={t('health.throttleUnknown')}
      />
    );
  }
  const facts = {
    available: format.number(Math.floor(throttle.available)),
    maximum: format.number(throttle.maximum),
    rate: format.number(throttle.restorePerSecond),
  };
  return (
    <HealthCard
      title={t('health.throttleTitle')}
      condition={CONDITION_OF[state]}
      fact={format.percent(throttle.maximum > 0 ? throttle.available / throttle.maximum : 0)}
      sentence={state === 'low' ? t('health.throttleLow', facts) : t('health.throttleFine', facts)}
    />
  );
}
