import { stopEmbeddedServer } from '#app/db/embedded-server.server.ts';

// `npm run db:stop`: shuts the development database down, whoever uses it.
console.log((await stopEmbeddedServer()) ? 'Stopped.' : 'It was not running.');
