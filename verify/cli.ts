import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyPack } from './pack.ts';
import type { PackReport } from './report.ts';
import { REPORT_LANGUAGES, tellReport, wordsIn } from './tell.ts';
import type { ReportLanguage } from './tell.ts';

// `lastscan-verify <pack.zip> [--key <key>] [--json]`: 0 when everything fits, 1 when something does not, 2 when there is
// nothing to check.
/** Nothing larger is read: no pack is. */
const MOST_BYTES = 100_000_000;

process.exitCode = main();

function main(): number {
  const language = systemLanguage();
  const words = wordsIn(language);
  const asked = readArguments();
  if (asked === null) return complain(words.usage);
  const report = reportOn(asked);
  if (report === null) return complain(words.cannotRead(asked.file));
  const { sentence, details } = tellReport(report, language);
  const lines = details.map(({ label, value }) => `  ${label}${words.colon}${value}`);
  process.stdout.write(
    `${asked.json ? JSON.stringify(report) : [sentence, ...lines].join('\n')}\n`,
  );
  return report.ok ? 0 : 1;
}

function readArguments(): { file: string; key: string | undefined; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { key: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [file, ...rest] = positionals;
    return file === undefined || rest.length > 0
      ? null
      : { file, key: values.key, json: values.json };
  } catch {
    return null;
  }
}

function reportOn({ file, key }: { file: string; key: string | undefined }): PackReport | null {
  const bytes = readPack(file);
  if (bytes === null) return null;
  return bytes === 'too_large'
    ? { ok: false, problem: { code: bytes, file: null, record: null } }
    : verifyPack(bytes, key === undefined ? {} : { key });
}

function readPack(file: string): Uint8Array | 'too_large' | null {
  try {
    return statSync(file).size > MOST_BYTES ? 'too_large' : readFileSync(file);
  } catch {
    return null;
  }
}

function complain(words: string): number {
  process.stderr.write(`${words}\n`);
  return 2;
}

/** The terminal's language, where reports are told in it. */
function systemLanguage(): ReportLanguage {
  const tag = process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '';
  const wish = tag.split('.')[0]?.replace('_', '-') ?? '';
  if (wish === 'zh-HK' || wish === 'zh-MO') return 'zh-TW';
  if (wish === 'zh-SG' || wish === 'zh') return 'zh-CN';
  return REPORT_LANGUAGES.find((language) => language === wish) ?? 'en';
}
