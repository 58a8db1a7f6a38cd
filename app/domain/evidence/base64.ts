/** Standard base64 with padding (RFC 4648 section 4) of a short text of bytes. */
export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
