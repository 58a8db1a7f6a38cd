import { z } from 'zod';

/** Words of one rule in one language. Codes are the rule's own; `{{name}}` stands for a param of its message or template. */
const words = z.strictObject({
  /** What is watched, at most 60 characters. */
  title: z.string().min(1),
  /** One or two sentences: what is asked of whom, and since when. */
  summary: z.string().min(1),
  /** How the date is counted, house choices included. */
  clock: z.string().min(1),
  /** What happens if nothing is done. No threat, no advice on law. */
  consequence: z.string().min(1),
  messages: z.record(z.string(), z.string().min(1)),
  conditions: z.record(z.string(), z.string().min(1)),
  exceptions: z.record(z.string(), z.string().min(1)),
  steps: z.record(z.string(), z.string().min(1)),
  facts: z.record(z.string(), z.string().min(1)),
  /** Names of its tables of figures. */
  params: z.record(z.string(), z.string().min(1)),
  /** Questions that only a person can answer; answered with yes means that the duty is met. */
  attestations: z.record(z.string(), z.string().min(1)),
});

const readyText = z.strictObject({ subject: z.string(), body: z.string().min(1) });

/** A rule's file: the app's languages, and ready texts in those of buyers beside. */
export const ruleTextsSchema = z.strictObject({
  en: words,
  'zh-CN': words,
  'zh-TW': words,
  templates: z.record(z.string(), z.record(z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/), readyText)),
});

export type RuleTexts = z.infer<typeof ruleTextsSchema>;
export type RuleWords = z.infer<typeof words>;
