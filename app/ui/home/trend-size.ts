/** The chart's height: kept free before the chart is there. */
export const TREND_HEIGHT_PX = 220;
