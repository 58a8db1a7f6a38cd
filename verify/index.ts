export { packZip } from './zip.ts';
export { manifestText } from './manifest.ts';
export {
  KEY_FILE,
  MANIFEST_FILE,
  checkpointFile,
  consistencyFile,
  hashLines,
  proofFile,
  recordFile,
  recordText,
} from './layout.ts';
export { verifyPack, verifyPackSteps } from './pack.ts';
export type { PackProgress, VerifyOptions } from './pack.ts';
export type { PackFacts, PackProblem, PackReport, ProblemCode, RecordName } from './report.ts';
export { verifyConsistency, verifyInclusion, leafHash } from './merkle.ts';
export { tellReport } from './tell.ts';
export type { ReportLanguage, ToldReport } from './tell.ts';
