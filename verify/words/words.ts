import type { PackFacts, ProblemCode } from '../report.ts';

/** The words of one language. */
export interface Words {
  /** Between a name and its value. */
  colon: string;
  usage: string;
  cannotRead: (file: string) => string;
  holds: (facts: PackFacts) => string;
  emptyHolds: string;
  checkpoints: (facts: PackFacts) => string;
  keyCompared: string;
  keyNotCompared: string;
  number: (index: number) => string;
  ofKind: (kind: string, count: number) => string;
  kinds: Record<string, string>;
  labels: Record<
    | 'order'
    | 'madeAt'
    | 'records'
    | 'period'
    | 'checkpoints'
    | 'log'
    | 'key'
    | 'keyCheck'
    | 'record'
    | 'file',
    string
  >;
  problems: Record<ProblemCode, string>;
}
