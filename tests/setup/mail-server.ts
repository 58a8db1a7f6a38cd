import { randomBytes } from 'node:crypto';
import { SMTPServer } from 'smtp-server';

/** What the mail server has taken. */
export const received: { to: string[]; source: string }[] = [];
/** The next replies to RCPT TO; empty = take it. */
export const replies: number[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo(_address, _session, done) {
    const code = replies.shift();
    if (code === undefined) return done();
    return done(Object.assign(new Error('no'), { responseCode: code }));
  },
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      received.push({ to, source: Buffer.concat(chunks).toString('utf8') });
      done();
    });
  },
});
const port = await new Promise<number>((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : 0);
  });
});
process.env['SMTP_URL'] = `smtp://127.0.0.1:${port}`;
process.env['MAIL_FROM'] = 'Lastscan <hello@lastscan.example>';
process.env['LASTSCAN_KEYS'] = `first:${randomBytes(32).toString('base64')}`;

export function stopMailServer(): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
