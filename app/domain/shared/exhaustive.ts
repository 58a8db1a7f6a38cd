/** Fails the type check when a union gained a member nobody handled, and throws if one slips in at run time. */
export function assertExhaustive(value: never): never {
  throw new Error(`Unhandled value: ${JSON.stringify(value)}`);
}
