import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerLog } from '#app/services/answer-log.server.ts';

/** A shop's transparency log, for whoever wants to check it: `/log/<log id>/<path>`. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { status, headers, body } = await answerLog({
    logId: params.id ?? '',
    path: params['*'] ?? '',
    address: typeof context.address === 'string' ? context.address : '',
  });
  return new Response(body, { status, headers });
}
