import type { Block, PaperSource } from '#app/services/evidence-blocks.ts';

/** The last page: how a stranger checks all this without asking anybody. */
export function checkBlocks({ log, words, format }: PaperSource): Block[] {
  const { origin, verifierKey, checkpoint, verifyPage } = log;
  // `<name>+<key id>+<key>`: the key itself is base64 and may hold a plus.
  const [, keyId = words.none] = verifierKey.slice(origin.length).split('+', 2);
  return [
    { kind: 'part', text: words.checkTitle, onNewPage: true },
    { kind: 'list', items: words.check(verifyPage) },
    {
      kind: 'facts',
      pairs: [
        [words.logOrigin, origin],
        [words.keyId, keyId],
        [words.logKey, verifierKey],
        [
          words.checkpoint,
          words.checkpointValue(checkpoint.size, words.utc(format.instant(checkpoint.signedAt))),
        ],
        [words.root, checkpoint.root],
      ],
    },
  ];
}
