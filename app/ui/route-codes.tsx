import { useTranslation } from 'react-i18next';
import { useFormat } from './screen-frame.tsx';
import styles from './heard-only.module.css';

interface Route {
  origin: string | null;
  destination: string | null;
}

/** `CN → DE`; screen readers hear the names. */
export function RouteCodes(route: Route) {
  const { t } = useTranslation();
  const words = useRouteWords(route);
  const unknown = t('route.unknownCode');
  return (
    <span title={words} suppressHydrationWarning>
      <span aria-hidden="true">{`${route.origin ?? unknown} → ${route.destination ?? unknown}`}</span>
      <span className={styles['heard']} suppressHydrationWarning>
        {words}
      </span>
    </span>
  );
}

/** `China to Germany`. */
export function useRouteWords({ origin, destination }: Route): string {
  const { t } = useTranslation();
  const format = useFormat();
  return t('route.label', {
    origin: origin === null ? t('route.unknownOrigin') : format.country(origin),
    destination: destination === null ? t('route.unknownDestination') : format.country(destination),
  });
}
