/** Kept from the first paint on, so that nothing moves when the picture comes. */
export const BALANCE_HEIGHT_PX = 280;
export const FLOWS_HEIGHT_PX = 160;
