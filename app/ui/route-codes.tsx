import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useFormat } from './screen-frame.tsx';

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
    <span title={words}>
      <span aria-hidden="true">{`${route.origin ?? unknown} → ${route.destination ?? unknown}`}</span>
      <Text as="span" visuallyHidden>
        {words}
      </Text>
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
