/** The Admin API version every request names, and until when Shopify answers it (shopify.dev, API versioning). */
export const ADMIN_API_VERSION = '2026-10';
export const ADMIN_API_SUPPORTED_UNTIL = '2027-10-01';
