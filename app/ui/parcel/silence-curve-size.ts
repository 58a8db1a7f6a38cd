/** The chart's height: kept free before the chart is there. */
export const CURVE_HEIGHT_PX = 220;
