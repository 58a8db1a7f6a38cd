/** The law on layers (docs/decisions/001-layers.md). Left may be imported by right:
 *  domain ← contracts ← {db, shopify} ← services ← {jobs/handlers, routes} ← {workers, entries} */
const outside = (...folders) => `^app/(?!(${folders.join('|')})/)`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^app/',
        pathNot: [
          '\\.d\\.ts$',
          '\\.test\\.tsx?$',
          '^app/(root|entry\\.)',
          '^app/routes/',
          '^app/workers/',
        ],
      },
      to: {},
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^app/domain/', pathNot: '\\.test\\.ts$' },
      to: { path: outside('domain') },
    },
    {
      name: 'domain-has-no-io',
      severity: 'error',
      from: { path: '^app/domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-has-small-libraries-only',
      severity: 'error',
      from: { path: '^app/domain/', pathNot: '\\.test\\.ts$' },
      to: {
        path: 'node_modules',
        pathNot:
          'node_modules/(temporal-polyfill|temporal-spec|date-holidays|zod|@noble/hashes|@noble/ed25519|json-canonicalize)/',
      },
    },
    {
      name: 'contracts-know-domain-only',
      severity: 'error',
      from: { path: '^app/contracts/' },
      to: { path: outside('contracts', 'domain') },
    },
    {
      name: 'db-stays-below',
      severity: 'error',
      from: { path: '^app/db/' },
      to: { path: '^app/(?!(db|domain|contracts)/|env\\.server)' },
    },
    {
      name: 'shopify-stays-below',
      severity: 'error',
      from: { path: '^app/shopify/' },
      to: { path: '^app/(?!(shopify|domain|contracts)/|env\\.server|log\\.server)' },
    },
    {
      name: 'sources-stay-below',
      severity: 'error',
      from: { path: '^app/sources/', pathNot: '\\.test\\.ts$' },
      to: { path: '^app/(?!(sources|domain|contracts)/|env\\.server|log\\.server)' },
    },
    {
      name: 'messaging-stays-below',
      severity: 'error',
      from: { path: '^app/messaging/', pathNot: '\\.test\\.ts$' },
      to: { path: '^app/(?!(messaging|domain|contracts)/|env\\.server|log\\.server)' },
    },
    {
      name: 'services-call-no-handlers',
      severity: 'error',
      from: { path: '^app/services/' },
      to: { path: '^app/(jobs/(handlers|run)|routes|workers|ui|root|entry)' },
    },
    {
      name: 'routes-touch-no-database',
      severity: 'error',
      from: { path: '^app/routes/' },
      to: { path: '^app/(db|jobs|workers)/' },
    },
    {
      name: 'routes-import-no-routes',
      severity: 'error',
      from: { path: '^app/routes/' },
      to: { path: '^app/routes/' },
    },
    {
      name: 'ui-is-for-browsers',
      severity: 'error',
      from: { path: '^app/ui/' },
      to: {
        path: '(\\.server\\.tsx?$|^app/(db|shopify|services|jobs|workers|routes)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'app-knows-no-sandbox',
      severity: 'error',
      from: { path: '^app/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(sandbox|tests|bench|scripts)/' },
    },
    {
      name: 'sandbox-knows-contracts-only',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(app/(?!contracts/)|tests|bench)' },
    },
    {
      name: 'extensions-know-contracts-only',
      severity: 'error',
      from: { path: '^extensions/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^app/(?!contracts/)' },
    },
    {
      name: 'verifier-stands-alone',
      severity: 'error',
      from: { path: '^verify/' },
      to: { path: '^(app|sandbox|bench|tests|scripts|extensions)/' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^build/|^\\.cache|^\\.data)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
