import { connectionStrings } from '#app/db/database-urls.server.ts';
import { migrate } from '#app/db/migrate.server.ts';

// `npm run migrate`: the release step. Run it once per release, before the new processes start.
const { ownerUrl } = await connectionStrings();
const { applied } = await migrate(ownerUrl);
console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.join(', ')}.`);
