import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerShopper } from '#app/services/answer-shopper.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';

/** What a shopper sees of an order on its status page; its preflight comes here too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return answerShopper(request, { orderId: params['id'] ?? '', now: currentInstant() });
}

/** What a shopper does there. */
export async function action({ request, params }: ActionFunctionArgs) {
  return answerShopper(request, { orderId: params['id'] ?? '', now: currentInstant() });
}
