import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SilenceView } from '#app/contracts/pages.ts';
import { useFormat } from './screen-frame.tsx';
import styles from './silence-bar.module.css';

/** The longest silence the bar can draw, in limits. Beyond it only the words tell. */
const LONGEST = 1.5;

/**
 * How far a silence is along its limit. The limit is a line on the bar, so that the picture reads without colour; the words
 * beneath say the same.
 */
export function SilenceBar({
  silence,
  size = 'thin',
  isJudged = true,
}: {
  silence: SilenceView;
  size?: 'thin' | 'large';
  /** False while the source or the carrier is known to have stopped: a long silence is then no alarm. */
  isJudged?: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const isOver = silence.fraction >= 1;
  const width = `${(Math.min(silence.fraction, LONGEST) / LONGEST) * 100}%`;
  return (
    <BlockStack gap="150">
      <div
        className={`${styles['bar']} ${size === 'large' ? styles['large'] : ''}`}
        role="img"
        aria-label={t('silence.barLabel', { percent: format.percent(silence.fraction) })}
      >
        <div
          className={`${styles['fill']} ${isOver && isJudged ? styles['over'] : ''}`}
          style={{ width }}
        />
        <div className={styles['limit']} />
      </div>
      {size === 'thin' && (
        <Text as="span" variant="bodySm" tone={isOver ? undefined : 'subdued'}>
          {t(silence.isLearned ? 'silence.ofUsual' : 'silence.ofLimit', {
            days: format.days(silence.days),
            limit: format.days(silence.limitDays),
          })}
        </Text>
      )}
    </BlockStack>
  );
}
