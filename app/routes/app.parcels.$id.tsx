import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react';
import { actOnParcels } from '#app/services/act-on-parcels.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadOrderFindings } from '#app/services/load-order-findings.server.ts';
import { loadParcelAsks } from '#app/services/load-parcel-asks.server.ts';
import { loadParcel } from '#app/services/load-parcel.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { ParcelNotFoundScreen } from '#app/ui/parcel/parcel-not-found-screen.tsx';
import { ParcelScreen } from '#app/ui/parcel/parcel-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { TroubleScreen } from '#app/ui/trouble-screen.tsx';

export const meta = pageMeta('parcels');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const now = currentInstant();
  const parcelId = params['id'] ?? '';
  const parcel = await loadParcel({ shopId, parcelId, now });
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (parcel === null) throw data(null, { status: 404 });
  const language = await shopLanguage({ shopId, userLocale });
  const { orderId } = parcel;
  const [frame, findings, asks] = await Promise.all([
    loadFrame({ shopId, now }),
    loadOrderFindings({ shopId, orderId, language, now }),
    loadParcelAsks({ shopId, orderId, parcelId, now }),
  ]);
  const list = new URL(request.url).searchParams.get('list') ?? '';
  return { frame, parcel, findings, asks, list };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  return actOnParcels({ shopId, actor, body, now: currentInstant() });
}

export default function Parcel() {
  const { frame, parcel, findings, asks, list } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <ParcelScreen parcel={parcel} findings={findings} asks={asks} list={list} />
    </ScreenFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return status === 404 ? <ParcelNotFoundScreen /> : <TroubleScreen status={status} />;
}
