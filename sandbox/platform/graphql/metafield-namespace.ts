/** The id of the sandbox's one app. */
const APP_ID = 1_000_000_001;
const OWN = `app--${APP_ID}`;

/**
 * `$app` and none at all stand for the app's own reserved namespace (`app--<id>`), `$app:name` for one of several
 * (`app--<id>--name`); any other stands for itself.
 */
export function ownNamespace(given: string | null | undefined): string {
  if (given == null || given === '$app') return OWN;
  return given.startsWith('$app:') ? `${OWN}--${given.slice('$app:'.length)}` : given;
}

/** A metafield's namespace as extensions name it; null for another app's. */
export function shortNamespace(namespace: string): string | null {
  if (isOfAnotherApp(namespace)) return null;
  return namespace.replace(`${OWN}--`, '$app:').replace(OWN, '$app');
}

/** Reserved for an app that is not this one. */
export function isOfAnotherApp(namespace: string): boolean {
  return namespace.startsWith('app--') && namespace !== OWN && !namespace.startsWith(`${OWN}--`);
}
