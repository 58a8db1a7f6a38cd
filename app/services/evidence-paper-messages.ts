import type { Block, PaperSource } from '#app/services/evidence-blocks.ts';

/** What was written to carriers, suppliers and the buyer, and what the buyer wrote. */
export function messageBlocks(source: PaperSource): Block[] {
  const { words } = source;
  const letters = [...messages(source), ...notices(source), ...asks(source)].sort(
    (a, b) => +a.at - +b.at,
  );
  return [
    { kind: 'part', text: words.messagesTitle, onNewPage: false },
    ...(letters.length === 0
      ? [{ kind: 'text', text: words.noMessages, isQuiet: false } as const]
      : letters.map(({ letter }) => letter)),
  ];
}

interface Dated {
  at: Date;
  letter: Block;
}

function messages({ proofs, words, format, recordOf }: PaperSource): Dated[] {
  return proofs.flatMap(({ parcel, name }) =>
    parcel.messages.map((message) => ({
      at: message.createdAt,
      letter: {
        kind: 'letter',
        head: words.messageTo[message.kind](message.toName),
        notes: [
          `${words.utc(format.instant(message.sentAt ?? message.createdAt))} · ${words.messageState[message.state]} · ${name}`,
          ...recordNote(recordOf('message', message.messageId), words),
        ],
        body: `${message.subject}\n${message.body}`,
      } as const,
    })),
  );
}

function notices({ facts, words, format, recordOf }: PaperSource): Dated[] {
  return facts.notices.map((notice) => ({
    at: notice.sentAt,
    letter: {
      kind: 'letter',
      head: words.noticeSent(words.utc(format.instant(notice.sentAt))),
      notes: recordNote(recordOf('notice', notice.noticeId), words),
      body: words.sentences(
        notice.newShipBy === null ? '' : words.noticeShipBy(format.day(notice.newShipBy)),
        words.noticeAnswer[notice.answer],
      ),
    } as const,
  }));
}

function asks({ facts, words, format, recordOf }: PaperSource): Dated[] {
  return facts.asks.flatMap((ask) =>
    ask.messages.map(({ seq, author, at, text }, index) => ({
      at,
      letter: {
        kind: 'letter',
        head:
          index === 0
            ? words.askTitle(words.askKind[ask.kind] ?? ask.kind, words.utc(format.instant(at)))
            : words.saidBy(words.author[author], words.utc(format.instant(at))),
        notes: recordNote(recordOf('ask', ask.askId, seq), words),
        body: text ?? words.none,
      } as const,
    })),
  );
}

function recordNote(record: number | null, words: PaperSource['words']): string[] {
  return record === null ? [] : [`${words.record} ${record}`];
}
