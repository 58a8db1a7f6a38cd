import { z } from 'zod';

/** What a person does to findings from a screen, as the screen sends it. Ids are UUIDs. */
export const findingActionSchema = z.discriminatedUnion('intent', [
  /** `on` is the shop's calendar date at whose beginning the findings return. */
  z.object({
    intent: z.literal('suppress'),
    ids: z.array(z.string()),
    why: z.string(),
    on: z.iso.date(),
  }),
  z.object({ intent: z.literal('unsuppress'), ids: z.array(z.string()) }),
  z.object({
    intent: z.literal('restore_suppressions'),
    previous: z.array(
      z.object({
        id: z.string(),
        suppressed: z
          .object({ until: z.iso.datetime(), why: z.string(), by: z.string() })
          .nullable(),
      }),
    ),
  }),
  /** `me`, a name as typed, or null: nobody. */
  z.object({
    intent: z.literal('assign'),
    ids: z.array(z.string()),
    to: z.union([
      z.object({ kind: z.literal('me') }),
      z.object({ kind: z.literal('known'), assignee: z.string() }),
      z.object({ kind: z.literal('name'), name: z.string() }),
      z.null(),
    ]),
  }),
  z.object({
    intent: z.literal('restore_assignees'),
    previous: z.array(z.object({ id: z.string(), assignee: z.string().nullable() })),
  }),
]);
export type FindingAction = z.infer<typeof findingActionSchema>;

/** How a finding was set aside before an action; null: it was not. */
export interface SuppressedBefore {
  id: string;
  suppressed: { until: string; why: string; by: string } | null;
}

export interface AssignedBefore {
  id: string;
  assignee: string | null;
}

export type FindingActionResult =
  | { ok: true; done: 'suppress'; count: number; on: string; previous: SuppressedBefore[] }
  | { ok: true; done: 'unsuppress'; count: number; previous: SuppressedBefore[] }
  | { ok: true; done: 'assign'; count: number; assignee: string | null; previous: AssignedBefore[] }
  | { ok: true; done: 'restore_suppressions' | 'restore_assignees' }
  /** Words stand in i18n under `compliance.actionError.<code>`; nothing was changed. */
  | { ok: false; error: FindingActionError };

export const FINDING_ACTION_ERRORS = [
  'failed',
  'nothing_chosen',
  'too_many',
  'bad_id',
  'not_in_future',
  'too_far_away',
  'reason_missing',
  'reason_too_long',
  'name_missing',
  'name_too_long',
] as const;
export type FindingActionError = (typeof FINDING_ACTION_ERRORS)[number];

/** Longest reason for setting aside, and longest typed name. */
export const LONGEST_REASON = 500;
export const LONGEST_NAME = 60;
export const MOST_FINDINGS_AT_ONCE = 1_000;
export const LONGEST_SUPPRESSION_DAYS = 366;
