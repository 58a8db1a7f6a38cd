import { Transform } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';
import type { EntryContext, HandleErrorFunction } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { log } from '#app/log.server.ts';
import { setDocumentHeaders } from '#app/shopify-app.server.ts';

/** Loaders that stream have this long; the render itself is given up a little later. */
export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  setDocumentHeaders(request, headers);
  const wantsWholePage = isbot(request.headers.get('user-agent'));
  return new Promise((resolve, reject) => {
    let shellIsOut = false;
    let finalStatus = status;
    const send = () => {
      shellIsOut = true;
      const body = withoutNul();
      headers.set('Content-Type', 'text/html; charset=utf-8');
      resolve(
        new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }),
      );
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} abortDelay={streamTimeout} />,
      {
        ...(wantsWholePage ? { onAllReady: send } : { onShellReady: send }),
        onShellError: reject,
        onError(error) {
          finalStatus = 500;
          // Before the shell the error reaches handleError by itself.
          if (shellIsOut)
            log.error({ err: error, path: new URL(request.url).pathname }, 'render failed');
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/**
 * React 18 ends a chunk with NUL bytes where a character of several bytes no longer fits in (react/react#31134). Browsers
 * show them as U+FFFD in attributes, so that Chinese words would lose a character now and then.
 */
function withoutNul(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

/** Errors that nothing else caught, once, without the query string (it carries the session token). */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted) return;
  log.error(
    { err: error, method: request.method, path: new URL(request.url).pathname },
    'request failed',
  );
};
