import { describe, expect, it } from 'vitest';
import { PHONE, useDesks } from '#tests/e2e/desk.ts';
import { rows } from '#tests/e2e/tables.ts';
import { phrase, say } from '#tests/e2e/words.ts';

const openDesk = useDesks();

describe('Uploads', () => {
  it('a pasted list is matched, decided, applied and undone', async () => {
    const [parcel] = await rows(
      `select p.order_name, p.number from parcels p where p.number is not null and not p.cancelled
         and p.verdict = 'on_track' and (select count(*) from parcels o where o.order_id = p.order_id) = 1
       order by p.order_name limit 1`,
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
    await expect.poll(() => statesOf(order), { timeout: 30_000 }).toEqual(['applied']);
    await desk.app.getByRole('button', { name: say('uploads.undo') }).waitFor({ timeout: 30_000 });
    await desk.picture('upload-applied');
    await desk.app.getByRole('button', { name: say('uploads.undo') }).click();
    await expect.poll(() => statesOf(order), { timeout: 30_000 }).toEqual(['undone']);
    const [after] = await rows(
      `select p.number from parcels p where p.order_name = '${order.replaceAll("'", '')}'`,
    );
    expect(after?.['number']).toBe(number);
    expect(desk.problems).toEqual([]);
  });

  it('fits a phone without scrolling sideways, in Chinese too', async () => {
    const desk = await openDesk(PHONE);
    for (const language of ['en', 'zh-CN'] as const) {
      await desk.open('/app/uploads', { language });
      await desk.app.getByText(phrase('uploads.history.title', language)).waitFor();
      const [upload] = await rows('select upload_id from uploads limit 1');
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

async function statesOf(_order: string): Promise<unknown[]> {
  return (await rows('select state from uploads')).map((row) => row['state']);
}
