import { TILE_WIDTH } from '#app/domain/evidence/tiles.ts';

/** What is asked of a log, by the paths of C2SP tlog-tiles. */
export type LogPath =
  | { kind: 'checkpoint' }
  | { kind: 'key' }
  /** `level` 'entries': the entries themselves. `width` below 256: so much of a tile that was the last one. */
  | { kind: 'tile'; level: number | 'entries'; index: number; width: number };

/**
 * Reads the path behind `/log/<log id>/`: `checkpoint`, `key`, `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>[.p/<W>]`, with N in
 * groups of three digits (1234067 is `x001/x234/067`). Null: anything else, other spellings of the same tile included.
 */
export function parseLogPath(path: string): LogPath | null {
  if (path === 'checkpoint' || path === 'key') return { kind: path };
  if (path.length > LONGEST_PATH) return null;
  const match = TILE.exec(path);
  if (match === null) return null;
  const [, level = '', upper = '', lowest = '', width = String(TILE_WIDTH)] = match;
  // `x000` in front would be a second path to the same tile.
  if (upper.startsWith('x000')) return null;
  const index = Number(`${upper.replaceAll(/\D/g, '')}${lowest}`);
  return {
    kind: 'tile',
    level: level === 'entries' ? level : Number(level),
    index,
    width: Number(width),
  };
}

/** Five groups of digits: beyond that an index is no safe integer. */
const LONGEST_PATH = 40;
/** Levels up to 63 and partial widths from 1 to 255, without leading zeros. */
const TILE =
  /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/){0,4})([0-9]{3})(?:\.p\/([1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?$/;
