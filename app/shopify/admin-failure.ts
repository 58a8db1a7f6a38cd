/** Why Shopify gave no usable answer. */
export type AdminFailureKind =
  /** 401: the access token is not (or no longer) valid. */
  | 'unauthorised'
  /** 403 or ACCESS_DENIED without data: a scope or an approval is missing. */
  | 'forbidden'
  /** 402, 404, 423: the shop is frozen, gone or locked. */
  | 'shop_unavailable'
  /** 429, or THROTTLED at HTTP 200. */
  | 'throttled'
  /** 5xx, or an internal error without data. */
  | 'server_error'
  /** No whole answer: refused, reset, cut off in the middle. */
  | 'network'
  | 'timeout'
  /** An answer that is not GraphQL's JSON. */
  | 'unreadable'
  /** The query can never run: invalid, or dearer than the whole bucket. */
  | 'refused';

/** A failed request to the Admin API. Its message holds no token and no data of the shop. */
export class AdminApiError extends Error {
  override readonly name = 'AdminApiError';
  readonly kind: AdminFailureKind;
  readonly status: number | null;
  /** What Shopify asked us to wait, in milliseconds; null = it did not say. */
  readonly waitMs: number | null;

  constructor(failure: {
    kind: AdminFailureKind;
    message: string;
    status?: number | null;
    waitMs?: number | null;
  }) {
    super(`Shopify: ${failure.kind}: ${failure.message}`);
    this.kind = failure.kind;
    this.status = failure.status ?? null;
    this.waitMs = failure.waitMs ?? null;
  }

  /** Whether a later attempt of the job may succeed without anybody changing anything. */
  get isRetryable(): boolean {
    return RETRYABLE[this.kind];
  }
}

const RETRYABLE: Record<AdminFailureKind, boolean> = {
  unauthorised: false,
  forbidden: false,
  shop_unavailable: false,
  throttled: true,
  server_error: true,
  network: true,
  timeout: true,
  unreadable: true,
  refused: false,
};

const ATTEMPTS_MAX = 6;
/** Throttling is normal traffic, not failure: it may take as many turns as the bucket needs. */
const THROTTLED_TURNS_MAX = 30;
const FIRST_DELAY_MS = 500;
const DELAY_MAX_MS = 30_000;
const ASKED_WAIT_MAX_MS = 60_000;

/**
 * Retry or give up, decided here alone. Delays double from half a second to thirty, with full jitter (`random` in [0, 1)), unless
 * Shopify named a wait. A mutation is sent again only when Shopify certainly did not run it.
 */
export function nextAttempt(state: {
  error: AdminApiError;
  attempt: number;
  isMutation: boolean;
  random: number;
}): { kind: 'retry'; delayMs: number } | { kind: 'give_up' } {
  const { error, attempt, isMutation, random } = state;
  const limit = error.kind === 'throttled' ? THROTTLED_TURNS_MAX : ATTEMPTS_MAX;
  if (!error.isRetryable || attempt >= limit) return { kind: 'give_up' };
  if (isMutation && error.kind !== 'throttled') return { kind: 'give_up' };
  if (error.waitMs !== null) {
    return { kind: 'retry', delayMs: Math.min(error.waitMs, ASKED_WAIT_MAX_MS) };
  }
  const ceiling = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), DELAY_MAX_MS);
  return { kind: 'retry', delayMs: Math.round(ceiling * (0.5 + random / 2)) };
}

/** The failure an HTTP status stands for; null for a status that carries a GraphQL answer. */
export function failureOfStatus(status: number, retryAfter: string | null): AdminApiError | null {
  if (status >= 200 && status < 300) return null;
  const kind = kindOfStatus(status);
  const seconds = Number(retryAfter);
  const waitMs =
    retryAfter !== null && Number.isFinite(seconds) && seconds >= 0
      ? Math.ceil(seconds * 1_000)
      : null;
  return new AdminApiError({ kind, status, waitMs, message: `HTTP ${status}` });
}

function kindOfStatus(status: number): AdminFailureKind {
  if (status === 401) return 'unauthorised';
  if (status === 403) return 'forbidden';
  if (status === 402 || status === 404 || status === 423) return 'shop_unavailable';
  if (status === 429 || status === 430) return 'throttled';
  if (status >= 500) return 'server_error';
  return 'refused';
}
