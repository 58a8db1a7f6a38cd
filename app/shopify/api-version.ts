/** The Admin API version every request names (the TOML's webhooks too; a test compares). */
export const ADMIN_API_VERSION = '2026-10';
