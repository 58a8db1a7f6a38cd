import { useTranslation } from 'react-i18next';
import type { DeliveryView } from '#app/contracts/lanes.ts';
import styles from './delivery-strip.module.css';

/**
 * From today to the last day that matters: a band for the range, a dot for the likely day, a broken line for the promised
 * one. Told apart by shape; the words around it say the same.
 */
export function DeliveryStrip({
  delivery: { range, promise },
  todayOn,
}: {
  delivery: DeliveryView;
  /** ISO date at the destination. */
  todayOn: string;
}) {
  const { t } = useTranslation();
  const lastOn = [range.latestOn, promise?.on ?? ''].reduce((a, b) => (a > b ? a : b));
  const firstOn = [todayOn, promise?.on ?? todayOn].reduce((a, b) => (a < b ? a : b));
  const span = Math.max(1, dayOf(lastOn) - dayOf(firstOn));
  const place = (on: string) => `${(100 * (dayOf(on) - dayOf(firstOn))) / span}%`;
  const width = `${Math.max(2, (100 * (dayOf(range.latestOn) - dayOf(range.earliestOn))) / span)}%`;
  return (
    <div className={styles['strip']} role="img" aria-label={t('delivery.stripLabel')}>
      <div className={styles['line']} />
      <div className={styles['band']} style={{ left: place(range.earliestOn), width }} />
      <div className={styles['likely']} style={{ left: place(range.likelyOn) }} />
      <Mark at={place(todayOn)} words={t('delivery.stripToday')} />
      {promise !== null && (
        <Mark at={place(promise.on)} words={t('delivery.stripPromised')} isPromise />
      )}
    </div>
  );
}

/** A line with its word above (a promise) or below, on the side where there is room. */
function Mark({
  at,
  words,
  isPromise = false,
}: {
  at: string;
  words: string;
  isPromise?: boolean;
}) {
  const isRight = Number.parseFloat(at) > 50;
  return (
    <div
      className={`${styles['mark']} ${isPromise ? styles['promise'] : ''} ${isRight ? styles['right'] : ''}`}
      style={{ left: at }}
    >
      <span>{words}</span>
    </div>
  );
}

function dayOf(on: string): number {
  return Date.parse(`${on}T00:00:00Z`) / 86_400_000;
}
