/** A push's JSON, or null: a body that is not UTF-8 JSON is nothing any of our sources sends. */
export function jsonOfPush(rawBody: Buffer): { value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)) };
  } catch {
    return null;
  }
}
