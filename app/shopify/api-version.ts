/** The Admin API version every request names (the TOML's webhooks too; a test compares). */
export const ADMIN_API_VERSION = '2026-10';

/** ISO date until which Shopify supports it, at least a year: shopify.dev, "API versioning". Move both together. */
export const ADMIN_API_SUPPORTED_UNTIL = '2027-10-01';
