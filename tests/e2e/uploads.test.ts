import { describe, expect, it } from 'vitest';
import { PHONE, STORE, shopOf, useDesks } from '#tests/e2e/desk.ts';
import { rows } from '#tests/e2e/tables.ts';
import { phrase, say } from '#tests/e2e/words.ts';

const openDesk = useDesks();
const shop = shopOf(STORE);

describe('Uploads', () => {
  it('a pasted list is matched, decided, applied and undone', async () => {
    const [parcel] = await rows(
      `select p.order_name, p.number from parcels p join shops using (shop_id)
        where domain = $1 and p.number is not null and not p.cancelled
         and p.verdict <> 'missing_number' and (select count(*) from parcels o
            where o.shop_id = p.shop_id and o.order_id = p.order_id) = 1
       order by p.order_name limit 1`,
      [shop],
    );
    const order = String(parcel?.['order_name']);
    const number = String(parcel?.['number']);
    const desk = await openDesk();
    await desk.open('/app/uploads');
    await desk.picture('uploads');
    await desk.app
      .getByLabel(say('uploads.paste.label'))
      .fill(
        `Order name\tTracking number\tBuyer\n${order}\tYT2619999999999999\tAnna\n${order}\t${number}\tAnna\n#none\t9.4E+21\tAnna`,
      );
    await desk.app.getByRole('button', { name: say('uploads.paste.action') }).click();
    const choice = desk.app.getByRole('combobox', {
      name: say('uploads.row.choose').replace('{{line}}', '2'),
    });
    await choice.waitFor({ timeout: 30_000 });
    await desk.picture('upload-preview');
    const value = await choice.locator('option').nth(1).getAttribute('value');
    await choice.selectOption(value);
    await desk.app.getByRole('button', { name: 'Apply 1 row' }).click();
    await expect.poll(() => statesOfUploads(), { timeout: 30_000 }).toEqual(['applied']);
    await desk.app.getByRole('button', { name: say('uploads.undo') }).waitFor({ timeout: 30_000 });
    await desk.picture('upload-applied');
    await desk.app.getByRole('button', { name: say('uploads.undo') }).click();
    await expect.poll(() => statesOfUploads(), { timeout: 30_000 }).toEqual(['undone']);
    const [after] = await rows(
      'select p.number from parcels p join shops using (shop_id) where domain = $1 and p.order_name = $2',
      [shop, order],
    );
    expect(after?.['number']).toBe(number);
    expect(desk.problems).toEqual([]);
  });

  it('fits a phone without scrolling sideways, in Chinese too', async () => {
    const desk = await openDesk(PHONE);
    for (const language of ['en', 'zh-CN'] as const) {
      await desk.open('/app/uploads', { language });
      await desk.app.getByText(phrase('uploads.history.title', language)).waitFor();
      const [upload] = await rows(
        'select upload_id from uploads join shops using (shop_id) where domain = $1 limit 1',
        [shop],
      );
      for (const path of ['', upload === undefined ? '' : `/${String(upload['upload_id'])}`]) {
        await desk.open(`/app/uploads${path}`, { language });
        const overflow = await desk.app
          .locator('body')
          .evaluate(
            ({ ownerDocument: { documentElement: html } }) => html.scrollWidth - html.clientWidth,
          );
        expect(overflow).toBeLessThanOrEqual(0);
        await desk.picture(`uploads-phone-${language}${path === '' ? '' : '-one'}`);
      }
    }
    expect(desk.problems).toEqual([]);
  });
});

async function statesOfUploads(): Promise<unknown[]> {
  const found = await rows(
    'select state from uploads join shops using (shop_id) where domain = $1',
    [shop],
  );
  return found.map((row) => row['state']);
}
