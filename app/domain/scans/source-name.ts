/** Where scans come from. `inbound` is our own signed webhook, `csv` a file somebody uploaded. */
export const SOURCES = ['shopify', 'seventeen_track', 'aftership', 'inbound', 'csv'] as const;
export type SourceName = (typeof SOURCES)[number];

/** The sources that can be asked about a number; the others only tell. */
export const ASKED_SOURCES = [
  'seventeen_track',
  'aftership',
] as const satisfies readonly SourceName[];
export type AskedSource = (typeof ASKED_SOURCES)[number];

/** The sources that push to an address of the shop's own. */
export const PUSHING_SOURCES = [
  'seventeen_track',
  'aftership',
  'inbound',
] as const satisfies readonly SourceName[];
export type PushingSource = (typeof PUSHING_SOURCES)[number];
