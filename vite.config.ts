import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Server modules stay what they are: files that Node runs itself. The server bundle holds only what needs JSX, and
 * shares one instance of every `*.server.ts` module (pools, clock, logger) with the process that loads it.
 */
function serverModulesStayOutside(): Plugin {
  return {
    name: 'server-modules-stay-outside',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, _importer, options) {
      if (options.ssr === true && source.startsWith('#') && source.endsWith('.server.ts')) {
        return { id: source, external: true };
      }
      return null;
    },
  };
}

export default defineConfig({
  server: {
    port: Number(process.env['PORT'] ?? 3000),
    // The admin frames the dev server from its own origin, and the CLI's tunnel forwards another host name.
    allowedHosts: true,
    cors: { preflightContinue: true },
    fs: { allow: ['app', 'node_modules', 'verify'] },
  },
  plugins: [
    serverModulesStayOutside(),
    remix({
      ignoredRouteFiles: ['**/*.test.*'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        // v3_routeConfig stays off: it needs a second routing package to express the same file names.
      },
    }),
  ],
  // The manifest names the files of words (app/i18n/word-files.server.ts).
  build: { assetsInlineLimit: 0, manifest: true, target: 'es2022' },
  ssr: { target: 'node' },
  optimizeDeps: { include: ['@shopify/polaris', '@shopify/app-bridge-react'] },
});
