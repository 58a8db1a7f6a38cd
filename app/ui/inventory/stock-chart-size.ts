/** Kept from the first paint on, so that nothing moves when the picture comes. */
export const STOCK_CHART_HEIGHT_PX = 280;
export const SALES_CHART_HEIGHT_PX = 200;
