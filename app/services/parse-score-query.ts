import type { ScoreLane, ScoreQuery } from '#app/contracts/scorecards.ts';
import { DEFAULT_LOOK_BACK_DAYS, FIRST_STEP } from '#app/contracts/scorecards.ts';
import { STEPS } from '#app/domain/scorecards/parcel-score.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { LOOK_BACK_DAYS } from '#app/domain/scorecards/score-periods.ts';

/** What an address asks of a scorecard page; whatever it says that nobody knows is as if it said nothing. */
export function parseScoreQuery(parameters: URLSearchParams, who: Scored): ScoreQuery {
  const days = Number(parameters.get('days'));
  const step = parameters.get('step');
  return {
    days: LOOK_BACK_DAYS.find((known) => known === days) ?? DEFAULT_LOOK_BACK_DAYS,
    lane: parseLane(parameters.get('lane')),
    step: STEPS.find((known) => known === step) ?? FIRST_STEP[who],
    name: nameIn(parameters.get('name')),
    first: nameIn(parameters.get('first')),
    second: nameIn(parameters.get('second')),
    compareLane: parseLane(parameters.get('on')),
  };
}

/** `CN-US`, as `laneText` writes it. */
function parseLane(text: string | null): ScoreLane | null {
  const [, origin, destination] = /^([A-Z]{2})?-([A-Z]{2})?$/.exec(text ?? '') ?? [];
  if (text === null || !text.includes('-')) return null;
  if (origin === undefined && destination === undefined && text !== '-') return null;
  return { origin: origin ?? null, destination: destination ?? null };
}

/** As long as keys are stored. Empty is the unknown name. */
const LONGEST_NAME = 80;

function nameIn(text: string | null): string | null {
  return text === null || text.length > LONGEST_NAME || text.includes('\u0000') ? null : text;
}
