import { AxeBuilder } from '@axe-core/playwright';
import { DESKTOP, PHONE, STORE } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import type { Language } from '#tests/e2e/words.ts';

export interface Screen {
  name: string;
  path: () => string;
  /** A heading that shows the screen is there. */
  heading: (language: Language) => RegExp | string;
  /** The answer's status where it is not 200. */
  status?: number;
}

/**
 * Opens a screen and returns all that speaks against it: what axe finds, sideways scroll at 390 px, errors behind it.
 * Leaves a picture of it in both widths.
 */
export async function checkScreen(
  desk: Desk,
  { name, path, heading, status }: Screen,
  language: Language,
  store = STORE,
): Promise<string[]> {
  desk.problems.length = 0;
  await desk.page.setViewportSize(DESKTOP);
  await desk.open(path(), { language, store });
  await desk.app
    .getByRole('heading', { name: heading(language) })
    .first()
    .waitFor();
  // The languages share markup and styles: what axe finds in one it finds in the others. That no text is missing in any is
  // tested with the texts, and how they fit is measured here.
  const found = language === 'en' ? await barriers(desk) : [];
  await desk.picture(`${name}-1280-${language}`);
  await desk.page.setViewportSize(PHONE);
  await desk.picture(`${name}-390-${language}`);
  const over = await widthOver(desk);
  if (over > 0) found.push(`${over} px too wide at ${PHONE.width} px`);
  return found.concat(
    desk.problems.filter((problem) => status === undefined || !problem.includes(String(status))),
  );
}

/** What axe calls serious or critical, in the admin's page and in the app's frame. */
async function barriers({ page }: Desk): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Rows are alike: fifty teach no more than the first eight, and take a minute more.
    .exclude(['iframe[name="app-iframe"]', 'tbody tr:nth-child(n + 9)'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}

/** By how many pixels the app is wider than its frame. */
async function widthOver({ app }: Desk): Promise<number> {
  return app.locator('body').evaluate((body) => {
    const { documentElement, defaultView } = body.ownerDocument;
    return Math.max(0, documentElement.scrollWidth - (defaultView?.innerWidth ?? 0));
  });
}
