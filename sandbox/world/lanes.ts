import type { Rest } from './calendar.ts';
import type { CarrierKey } from './carriers.ts';
import type { PhraseKey, PhraseLanguage } from './phrases.ts';
import { ASSUMED_GAP_DAYS, SCAN_GAP_DAYS } from './quantiles.ts';
import type { Quantiles } from './quantiles.ts';

/** One scan on the way, and the wait after it. */
export interface Step {
  phrase: PhraseKey;
  where: 'origin' | 'destination';
  /** Probability that the parcel gets this scan at all. */
  chance: number;
  /** Who must be at work for this scan to happen. */
  rest: Rest;
  /** Days until the next scan; null after the last. */
  wait: Quantiles | null;
}

/** One way from a sender to buyers in a country. */
export interface Lane {
  id: string;
  origin: string;
  destination: string;
  /** Whose number the supplier uploads. */
  carrier: CarrierKey;
  /** Who delivers; equal to `carrier` on domestic lanes. */
  lastMile: CarrierKey;
  crossBorder: boolean;
  /** Language of the scans in the origin country, for part of the parcels. */
  originLanguage: PhraseLanguage;
  /** Multiplies line-haul waits: how this lane differs from others (see `ofLane` in quantiles.ts). */
  lineHaulPace: number;
  steps: readonly Step[];
}

const crossBorderSteps: readonly Step[] = [
  step('accepted', 'origin', 1, 'carrier', ASSUMED_GAP_DAYS.originSorting),
  step('origin_processing', 'origin', 0.75, 'none', ASSUMED_GAP_DAYS.originSorting),
  step('export_customs', 'origin', 0.4, 'customs', ASSUMED_GAP_DAYS.exportCustoms),
  step('export_released', 'origin', 0.4, 'customs', ASSUMED_GAP_DAYS.exportCustoms),
  step('departed_origin', 'origin', 1, 'none', SCAN_GAP_DAYS.lineHaul),
  step('arrived_destination', 'destination', 1, 'none', SCAN_GAP_DAYS.inwardOffice),
  step('import_customs', 'destination', 0.3, 'none', SCAN_GAP_DAYS.importCustoms),
  step('customs_released', 'destination', 1, 'customs', SCAN_GAP_DAYS.leftInwardOffice),
  step('domestic_transit', 'destination', 1, 'none', ASSUMED_GAP_DAYS.destinationTransit),
  step('domestic_departed', 'destination', 0.5, 'none', ASSUMED_GAP_DAYS.destinationTransit),
  step('out_for_delivery', 'destination', 1, 'carrier', null),
  step('delivered', 'destination', 1, 'carrier', null),
];

const domesticSteps: readonly Step[] = [
  step('accepted', 'origin', 1, 'carrier', ASSUMED_GAP_DAYS.domesticTransit),
  step('domestic_departed', 'destination', 1, 'none', ASSUMED_GAP_DAYS.domesticTransit),
  step('domestic_transit', 'destination', 0.7, 'none', ASSUMED_GAP_DAYS.domesticTransit),
  step('domestic_departed', 'destination', 0.3, 'none', ASSUMED_GAP_DAYS.domesticTransit),
  step('out_for_delivery', 'destination', 1, 'carrier', null),
  step('delivered', 'destination', 1, 'carrier', null),
];

const LANES = [
  crossBorder('cn-us-yun', 'US', 'yunexpress', 'usps', 'zh', 0.87),
  crossBorder('cn-us-post', 'US', 'chinaPost', 'usps', 'en', 3.1),
  crossBorder('cn-us-cne', 'US', 'cne', 'usps', 'zh', 0.87),
  crossBorder('cn-de-yanwen', 'DE', 'yanwen', 'dhl', 'zh', 0.87),
  crossBorder('cn-gb-yun', 'GB', 'yunexpress', 'royalMail', 'zh', 0.45),
  crossBorder('cn-au-4px', 'AU', 'fourPx', 'australiaPost', 'en', 0.86),
  crossBorder('cn-br-cainiao', 'BR', 'cainiao', 'correios', 'en', 5),
  domestic('us-us-usps', 'US', 'usps'),
  domestic('us-us-ups', 'US', 'ups'),
  domestic('de-de-dhl', 'DE', 'dhl'),
] as const satisfies readonly Lane[];

/** Cross-border lanes to other countries, those of the same carrier first. */
export function lanesElsewhere({ carrier, destination }: Lane): readonly Lane[] {
  const others = LANES.filter((lane) => lane.crossBorder && lane.destination !== destination);
  const ofCarrier = others.filter((lane) => lane.carrier === carrier);
  return ofCarrier.length > 0 ? ofCarrier : others;
}

/** The lane with this id; throws when there is none. */
export function laneById(id: string): Lane {
  const lane = LANES.find((candidate) => candidate.id === id);
  if (lane === undefined) throw new Error(`no lane ${id}`);
  return lane;
}

function step(
  phrase: PhraseKey,
  where: Step['where'],
  chance: number,
  rest: Rest,
  wait: Quantiles | null,
): Step {
  return { phrase, where, chance, rest, wait };
}

function crossBorder(
  id: string,
  destination: string,
  carrier: CarrierKey,
  lastMile: CarrierKey,
  originLanguage: PhraseLanguage,
  lineHaulPace: number,
): Lane {
  return {
    id,
    origin: 'CN',
    destination,
    carrier,
    lastMile,
    crossBorder: true,
    originLanguage,
    lineHaulPace,
    steps: crossBorderSteps,
  };
}

function domestic(id: string, country: string, carrier: CarrierKey): Lane {
  return {
    id,
    origin: country,
    destination: country,
    carrier,
    lastMile: carrier,
    crossBorder: false,
    originLanguage: 'en',
    lineHaulPace: 1,
    steps: domesticSteps,
  };
}
