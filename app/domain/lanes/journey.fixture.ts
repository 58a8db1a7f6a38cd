const START = Date.parse('2026-03-02T00:00:00Z');

/** An instant so many plain days after the beginning of these stories. */
export const addedDays = (days: number) => new Date(START + days * 86_400_000);
