import { z } from 'zod';

const files = z.object({ module: z.string(), imports: z.array(z.string()).default([]) });

/** What Remix tells the browser of the build: `imports` are all files that a route's module needs, and theirs. */
export const buildManifestSchema = z.object({
  entry: files,
  routes: z.record(z.string(), files.extend({ id: z.string(), parentId: z.string().optional() })),
});
export type BuildManifest = z.infer<typeof buildManifestSchema>;

/** Every embedded page is shown inside this one. */
const LAYOUT = 'routes/app';

/** The scripts that a page loads first. What only a click loads is not among them. */
export interface PageScripts {
  id: string;
  /** The page's own module. */
  module: string;
  /** With its parents', Remix's and all they need, each once. */
  all: string[];
  /** Of these, what not every page of the app loads. */
  own: string[];
}

/** What every page of the app loads first (entry, root and layout), and what each page does. */
export function routeScripts({ entry, routes }: BuildManifest): {
  shared: string[];
  pages: PageScripts[];
} {
  const firstOf = (id: string): string[] => {
    const route = routes[id];
    if (route === undefined) throw new Error(`The build has no route ${id}`);
    const above = route.parentId === undefined ? scriptsOf(entry) : firstOf(route.parentId);
    return [...above, ...scriptsOf(route)];
  };
  const shared = new Set(firstOf(LAYOUT));
  const pages = Object.values(routes)
    .filter(({ id, parentId }) => id !== LAYOUT && parentId !== undefined)
    .map(({ id, module }) => {
      const all = [...new Set(firstOf(id))];
      return { id, module, all, own: all.filter((file) => !shared.has(file)) };
    });
  return { shared: [...shared], pages };
}

function scriptsOf({ module, imports }: z.infer<typeof files>): string[] {
  return [module, ...imports];
}
