import type { PoolClient } from 'pg';
import type { LinkTab, LinksView, LinkView, LinkWithHistory } from '#app/contracts/links.ts';
import { LINK_TABS } from '#app/contracts/links.ts';
import { readLinkSettings } from '#app/db/leg-links.server.ts';
import {
  countLinks,
  readLinkEvents,
  readLinks,
  readLinksOfParcel,
} from '#app/db/link-pages.server.ts';
import type { ShownLink } from '#app/db/link-pages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { carrierSlug, trackingUrl } from '#app/domain/numbers/carriers.ts';
import { isDoubtful } from '#app/domain/parcels/link.ts';

const ROWS_PER_TAB = 100;

/** What the page of hand-offs shows; an unknown tab is the open one. */
export async function loadLinks({
  shopId,
  tab,
}: {
  shopId: number;
  tab: string | null;
}): Promise<LinksView> {
  const chosen: LinkTab = LINK_TABS.find((known) => known === tab) ?? 'open';
  return withShopSql(shopId, async (sql) => {
    const rows = await readLinks(sql, shopId, { tab: chosen, limit: ROWS_PER_TAB + 1 });
    const { open, overwritten } = await countLinks(sql, shopId);
    const { writeBack } = await readLinkSettings(sql, shopId);
    return {
      tab: chosen,
      rows: rows.slice(0, ROWS_PER_TAB).map(viewOf),
      openCount: open,
      overwrittenCount: overwritten,
      hasMore: rows.length > ROWS_PER_TAB,
      writeBack,
    };
  });
}

/** Every link of a parcel with its history, the oldest link first. */
export async function linksOfParcel(
  sql: PoolClient,
  shopId: number,
  parcel: { fulfillmentId: string; position: number },
): Promise<LinkWithHistory[]> {
  const links = await readLinksOfParcel(sql, shopId, parcel);
  const events = await readLinkEvents(
    sql,
    shopId,
    links.map(({ linkId }) => linkId),
  );
  const byLink = Map.groupBy(events, ({ linkId }) => linkId);
  return links.map((link) => ({
    ...viewOf(link),
    events: (byLink.get(link.linkId) ?? []).map(({ at, action, actor, detail }) => ({
      at: at.toISOString(),
      action,
      actor,
      detail,
    })),
  }));
}

function viewOf(link: ShownLink): LinkView {
  const slug = carrierSlug(link.carrier);
  const code = link.writeFailure?.['code'];
  const message = link.writeFailure?.['message'];
  return {
    linkId: link.linkId,
    parcelId: `${link.fulfillmentId}-${link.position}`,
    orderName: link.orderName,
    destination: link.destination,
    fromNumber: link.fromNumber ?? link.fromNumberKey,
    fromCarrier: link.fromCarrier,
    number: link.number,
    carrier: link.carrier,
    trackingUrl: slug === null ? null : trackingUrl(slug, link.number),
    kind: link.kind,
    state: link.state,
    basis: link.basis,
    source: link.source,
    evidence: link.evidence,
    isDoubtful: isDoubtful(link.evidence),
    proposedAt: link.proposedAt.toISOString(),
    decidedAt: link.decidedAt?.toISOString() ?? null,
    decidedBy: link.decidedBy,
    writeState: link.writeState,
    writeError:
      link.writeState === 'failed' && typeof code === 'string'
        ? { code, message: typeof message === 'string' ? message : null }
        : null,
    theirNumbers: (link.overwrittenBy ?? []).flatMap(({ number }) => number ?? []),
  };
}
