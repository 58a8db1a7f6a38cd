import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashView, GatewayRuleView, GatewayView } from '#app/contracts/cash.ts';
import { useFormat } from '../screen-frame.tsx';
import { calibrationWords } from './calibration-words.ts';
import { gatewayName } from './cash-words.ts';
import { wholeFault } from './fault-words.ts';
import { RuleModal } from './rule-modal.tsx';
import { ruleWords } from './rule-words.ts';
import { useCashActions } from './use-cash-actions.ts';
import { useFocusBack } from './use-focus-back.ts';

/** Every way of being paid but Shopify Payments: by which rule its money comes, as typed and as a bank statement says. */
export function GatewaysCard({ view: { gateways, currency, bank } }: { view: CashView }) {
  const { t } = useTranslation();
  const others = gateways.filter(({ isShopifyPayments }) => !isShopifyPayments);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t('cash.gateways.title')}
          </Text>
          <Text as="p" tone="subdued">
            {t(others.length === 0 ? 'cash.gateways.none' : 'cash.gateways.text')}
          </Text>
        </BlockStack>
        {others.map((gateway) => (
          <GatewayRow
            key={gateway.gateway}
            gateway={gateway}
            currency={currency}
            hasBankLines={bank.lines > 0}
          />
        ))}
      </BlockStack>
    </Card>
  );
}

function GatewayRow({
  gateway,
  currency,
  hasBankLines,
}: {
  gateway: GatewayView;
  currency: string;
  hasBankLines: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const { act, result, isActing } = useCashActions();
  const { remember, giveBack } = useFocusBack();
  const [isOpen, setOpen] = useState(false);
  const [removed, setRemoved] = useState<GatewayRuleView>();
  const { rule, share } = gateway;
  const name = gatewayName(gateway.gateway, { t });
  const learned = result?.ok === true ? result.calibration : null;
  const calibrated = rule?.calibration ?? null;
  const whole = wholeFault(result, { t });
  return (
    <Box borderBlockStartWidth="025" borderColor="border-secondary" paddingBlockStart="300">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h4" variant="headingSm">
            {name}
          </Text>
          <Badge>{t('cash.certainty.estimated')}</Badge>
          <Text as="span" tone="subdued">
            {share > 0
              ? t('cash.gateways.share', { percent: format.percent(share) })
              : t('cash.gateways.unused')}
          </Text>
        </InlineStack>
        <Text as="p">{rule === null ? t('cash.gateways.noRule') : ruleWords(rule, words)}</Text>
        {calibrated !== null && learned === null && (
          <Text as="p" tone="subdued">
            {t('cash.gateways.calibrated', {
              date: format.date(calibrated.on),
              count: calibrated.lines,
              number: format.number(calibrated.lines),
            })}
          </Text>
        )}
        <div role="status">
          {learned !== null && <Text as="p">{calibrationWords(learned, words)}</Text>}
          {rule === null && removed !== undefined && (
            <InlineStack gap="200">
              <Text as="p">{t('cash.gateways.removed')}</Text>
              <Button
                variant="plain"
                loading={isActing}
                onClick={() =>
                  act({ intent: 'save_gateway', rule: typedRule(gateway.gateway, removed) })
                }
              >
                {t('common.undo')}
              </Button>
            </InlineStack>
          )}
          {whole !== undefined && (
            <Text as="p" tone="critical">
              {whole}
            </Text>
          )}
        </div>
        <InlineStack gap="300">
          <Button
            accessibilityLabel={t(
              rule === null ? 'cash.gateways.typeNamed' : 'cash.gateways.changeNamed',
              { name },
            )}
            onClick={() => {
              remember();
              setOpen(true);
            }}
          >
            {t(rule === null ? 'cash.gateways.type' : 'cash.change')}
          </Button>
          {hasBankLines && (
            <Button
              loading={isActing}
              accessibilityLabel={t('cash.gateways.calibrateNamed', { name })}
              onClick={() => act({ intent: 'calibrate_gateway', gateway: gateway.gateway })}
            >
              {t('cash.gateways.calibrate')}
            </Button>
          )}
          {rule !== null && (
            <Button
              variant="plain"
              tone="critical"
              disabled={isActing}
              accessibilityLabel={t('cash.gateways.removeNamed', { name })}
              onClick={() => {
                setRemoved(rule);
                act({ intent: 'remove_gateway', gateway: gateway.gateway });
              }}
            >
              {t('cash.gateways.remove')}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
      {isOpen && (
        <RuleModal
          gateway={gateway}
          currency={currency}
          onClose={() => {
            setOpen(false);
            giveBack();
          }}
        />
      )}
    </Box>
  );
}

/** A rule as it was typed; what a bank statement taught is in its figures. */
function typedRule(gateway: string, rule: GatewayRuleView) {
  const { lagDays, feeBp, fixedFeeMinor, currency, reserveBp, reserveDays, weekday } = rule;
  return { gateway, lagDays, feeBp, fixedFeeMinor, currency, reserveBp, reserveDays, weekday };
}
