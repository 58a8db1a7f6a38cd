import type { ScoreOutcome, Step } from '#app/domain/scorecards/parcel-score.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { createI18n } from './i18n.ts';
import type en from './en.json';
import type { Language } from './languages.ts';

type File = typeof en.scorecards.file;
type Plain = Exclude<keyof File, 'percentile' | 'counted' | 'trouble' | 'lost'>;

/** The words of an exported scorecard in one language. */
export function scoreLabels(language: Language) {
  const { t } = createI18n(language);
  return {
    plain: (column: Plain) => t(`scorecards.file.${column}`),
    percentile: (step: Step, p: 'p10' | 'p50' | 'p90') =>
      t('scorecards.file.percentile', {
        step: t(`scorecards.step.${step}`),
        percentile: t(`scorecards.chart.${p}`),
      }),
    counted: (step: Step) => t('scorecards.file.counted', { step: t(`scorecards.step.${step}`) }),
    money: (kind: 'trouble' | 'lost', currency: string) =>
      t(`scorecards.file.${kind}`, { currency }),
    outcome: (outcome: ScoreOutcome) => t(`scorecards.detail.outcomes.${outcome}`),
    unknownName: (who: Scored) => t(`scorecards.unknownName.${who}`),
  };
}
