import { expect, test } from 'vitest';
import { routeScripts, type BuildManifest } from './route-scripts.ts';

const route = (id: string, parentId: string | undefined, imports: string[] = []) => ({
  id,
  parentId,
  module: `/${id}.js`,
  imports,
});

const manifest: BuildManifest = {
  entry: { module: '/entry.js', imports: ['/react.js'] },
  routes: {
    root: route('root', undefined, ['/react.js']),
    'routes/app': route('routes/app', 'root', ['/react.js', '/words.js']),
    'routes/app.cash': route('routes/app.cash', 'routes/app', ['/words.js', '/charts.js']),
    'routes/app.cash.setup': route('routes/app.cash.setup', 'routes/app.cash', ['/form.js']),
    'routes/verify': route('routes/verify', 'root'),
  },
};
const SHARED = ['/entry.js', '/react.js', '/root.js', '/routes/app.js', '/words.js'];

const pageOf = (wanted: string) => routeScripts(manifest).pages.find(({ id }) => id === wanted);

test('what every page of the app loads is counted once, apart from the pages', () => {
  expect(routeScripts(manifest).shared).toEqual(SHARED);
});

test('a page loads its own scripts and those of the pages around it, each once', () => {
  expect(pageOf('routes/app.cash')?.own).toEqual(['/routes/app.cash.js', '/charts.js']);
  expect(pageOf('routes/app.cash.setup')).toEqual({
    id: 'routes/app.cash.setup',
    module: '/routes/app.cash.setup.js',
    all: [...SHARED, '/routes/app.cash.js', '/charts.js', '/routes/app.cash.setup.js', '/form.js'],
    own: ['/routes/app.cash.js', '/charts.js', '/routes/app.cash.setup.js', '/form.js'],
  });
});

test('a page outside the app loads nothing of the app’s layout', () => {
  expect(pageOf('routes/verify')?.all).toEqual([
    '/entry.js',
    '/react.js',
    '/root.js',
    '/routes/verify.js',
  ]);
});

test('a build that names a parent it does not have is refused', () => {
  const broken = { ...manifest, routes: { lost: route('lost', 'gone') } };
  expect(() => routeScripts(broken)).toThrow('no route routes/app');
});
