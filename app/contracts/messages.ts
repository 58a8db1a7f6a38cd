import { z } from 'zod';

/** Who a message is written to. Buyers are not among them: their addresses are never here. */
export const MESSAGE_KINDS = ['carrier', 'supplier'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

const text = (most: number) => z.string().trim().min(1).max(most);

/** A message as a person sends it from a parcel's page. */
export const writeMessageSchema = z.object({
  kind: z.enum(MESSAGE_KINDS),
  toName: text(120),
  language: z.enum(['en', 'zh-CN', 'zh-TW']),
  subject: text(200).regex(/^[^\r\n]*$/),
  body: text(10_000),
  /** The shop's calendar date by which an answer is asked; null = none is. */
  answerByOn: z.iso.date().nullable(),
  send: z.discriminatedUnion('channel', [
    z.object({ channel: z.literal('copied') }),
    z.object({
      channel: z.literal('mail'),
      to: z.email().max(200),
      replyTo: z.email().max(200),
    }),
  ]),
});
export type WriteMessage = z.infer<typeof writeMessageSchema>;

export type WriteMessageResult =
  | { ok: true; messageId: string; channel: 'copied' | 'mail' }
  /** `field` names the field to mend; `mail_not_set_up` = the server has no way to send mail. */
  | {
      ok: false;
      code: 'bad_field' | 'mail_not_set_up' | 'no_such_parcel';
      field: string | null;
    };

/** A message in a parcel's log. */
export interface MessageView {
  messageId: string;
  kind: MessageKind;
  toName: string;
  language: string;
  channel: 'copied' | 'mail';
  subject: string;
  body: string;
  answerByOn: string | null;
  state: 'logged' | 'queued' | 'sent' | 'failed';
  createdAt: string;
  sentAt: string | null;
  /** Why a mail could not be sent, as a code of `messages.mailError`. */
  error: string | null;
}

/** Everything the message form of a parcel needs. */
export interface ParcelMessages {
  messages: MessageView[];
  canMail: boolean;
  /** Addresses used before, by kind. */
  contacts: { kind: MessageKind; name: string; email: string }[];
  replyTo: string | null;
  /** When an answer can be expected, by whom is asked. */
  answerByOn: Record<MessageKind, string>;
}
