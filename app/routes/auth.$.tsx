import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { authenticateAdmin } from '#app/shopify-app.server.ts';

/**
 * The library's own pages (session-token bounce, leaving the frame). Lastscan never asks for a shop's address: where the
 * library would show its login form, the way in is explained instead.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  if (new URL(request.url).pathname === '/auth/login') return redirect('/');
  await authenticateAdmin(request);
  return redirect('/app');
}
