import { useNavigate, useNavigation } from '@remix-run/react';
import { useCallback } from 'react';
import { scoreParameters, type ScoreQuery } from '#app/contracts/scorecards.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';

/** The page's address, with `of` as a part of it such as `/export`. */
export function scoreAddress(who: Scored, query: ScoreQuery, of = ''): string {
  const parameters = scoreParameters(query, who).toString();
  return `/app/${who}s${of}${parameters === '' ? '' : `?${parameters}`}`;
}

/** Changes what the page shows; everything it shows stands in its address. */
export function useScoreQuery(
  who: Scored,
  query: ScoreQuery,
): { change: (to: Partial<ScoreQuery>) => void; isBusy: boolean } {
  const navigate = useNavigate();
  const isBusy = useNavigation().state === 'loading';
  const change = useCallback(
    (to: Partial<ScoreQuery>) =>
      void navigate(scoreAddress(who, { ...query, ...to }), {
        replace: true,
        preventScrollReset: true,
      }),
    [navigate, who, query],
  );
  return { change, isBusy };
}
