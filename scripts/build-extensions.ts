import { bundleExtensions } from './extension-bundles.ts';

// `npm run build:extensions`: the bundles the sandbox shows and `npm run size` weighs.
for (const { handle, target } of await bundleExtensions()) console.log(`${handle}: ${target}`);
