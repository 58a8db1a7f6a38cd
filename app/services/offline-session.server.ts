import { z } from 'zod';
import type { StoredSession } from '#app/db/shop-sessions.server.ts';

/** A shop's offline session: what jobs and pages speak to Shopify with. Never log it. */
export interface OfflineSession {
  domain: string;
  scope: string;
  /** Null once Shopify has refused the token. */
  accessToken: string | null;
  /** When the access token ends; null = never (a token from before tokens expired). */
  expiresAt: Date | null;
  refreshToken: string | null;
  refreshExpiresAt: Date | null;
}

const PREFIX = 'offline_';

const instant = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .nullable();

const schema = z.object({
  domain: z.string(),
  scope: z.string(),
  accessToken: z.string().min(1).nullable(),
  expiresAt: instant,
  refreshToken: z.string().min(1).nullable(),
  refreshExpiresAt: instant,
});

/** The library's id of a shop's offline session. */
export function offlineSessionId(domain: string): string {
  return `${PREFIX}${domain}`;
}

/** The shop of an offline session's id; null for an online session's id, of which there are none here. */
export function domainOfSessionId(sessionId: string): string | null {
  return sessionId.startsWith(PREFIX) ? sessionId.slice(PREFIX.length) : null;
}

/** The session in the form in which it is sealed and kept. */
export function toStored(session: OfflineSession): StoredSession {
  return {
    sessionId: offlineSessionId(session.domain),
    json: JSON.stringify(session),
    expiresAt: session.expiresAt,
    refreshExpiresAt: session.refreshExpiresAt,
  };
}

/** Reads a kept session; throws when it is not one of ours. */
export function fromStored(stored: StoredSession): OfflineSession {
  const content: unknown = JSON.parse(stored.json);
  return schema.parse(content);
}
