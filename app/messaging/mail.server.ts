import { createTransport } from 'nodemailer';
import { env } from '#app/env.server.ts';

export interface Mail {
  /** Identifies the mail for good: sent twice after a crash, mail programs show it once. */
  id: string;
  to: string;
  replyTo: string;
  subject: string;
  text: string;
}

/** How a sending ended. `later` is worth another try; `refused` is not. `code` is the server's reply code or the cause. */
export type MailOutcome =
  { kind: 'sent' } | { kind: 'later'; code: string } | { kind: 'refused'; code: string };

const TIMEOUT_MS = 20_000;

/** Whether this server can send mail at all. */
export function canSendMail(): boolean {
  const { SMTP_URL, MAIL_FROM } = env();
  return SMTP_URL !== undefined && MAIL_FROM !== undefined;
}

/** Sends one plain-text mail through the server that `SMTP_URL` names. */
export async function sendMail(mail: Mail): Promise<MailOutcome> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (SMTP_URL === undefined || MAIL_FROM === undefined) {
    return { kind: 'refused', code: 'mail_not_set_up' };
  }
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  try {
    await transport.sendMail({
      messageId: `<${mail.id}@${hostOf(MAIL_FROM)}>`,
      from: MAIL_FROM,
      to: mail.to,
      replyTo: mail.replyTo,
      subject: mail.subject,
      text: mail.text,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return { kind: 'sent' };
  } catch (error) {
    return outcomeOf(error);
  } finally {
    transport.close();
  }
}

/** RFC 5321: replies 500–599 are final, 400–499 and no reply at all are not. */
function outcomeOf(error: unknown): MailOutcome {
  const reply = property(error, 'responseCode');
  if (typeof reply === 'number') {
    return reply >= 500
      ? { kind: 'refused', code: String(reply) }
      : { kind: 'later', code: String(reply) };
  }
  const code = property(error, 'code');
  return { kind: 'later', code: typeof code === 'string' ? code : 'unknown' };
}

function property(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}

/** The domain of an address, `Lastscan <hello@example.com>` included. */
function hostOf(from: string): string {
  return /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
}
