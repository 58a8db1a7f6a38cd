import type { Words } from './words.ts';

export const ENGLISH: Words = {
  colon: ': ',
  usage: 'Usage: lastscan-verify <pack.zip> [--key <key>] [--json]',
  cannotRead: (file) => `The file ${file} cannot be read.`,

  holds: ({ records }) =>
    records === 1
      ? 'Everything fits: the one record is in the log, unchanged.'
      : `Everything fits: all ${records} records are in the log, unchanged.`,
  emptyHolds: 'Everything fits, but the pack holds no records: it proves nothing about a parcel.',
  checkpoints: ({ checkpoints, logSize }) =>
    `${checkpoints}; the log had ${logSize} ${logSize === 1 ? 'entry' : 'entries'} at the newest`,
  keyCompared: 'The same as the key you gave',
  keyNotCompared: 'Taken from the pack; compare it with the key that the shop publishes',
  number: (index) => `No. ${index}`,
  ofKind: (kind, count) => `${kind}: ${count}`,
  kinds: {
    scan: 'scan',
    number: 'tracking number',
    link: 'link between numbers',
    message: 'message',
    notice: 'delay notice',
    ask: 'shopper’s question or answer',
  },
  labels: {
    order: 'Order',
    madeAt: 'Made',
    records: 'Records',
    period: 'Period',
    checkpoints: 'Checkpoints',
    log: 'Log',
    key: 'Key',
    keyCheck: 'Key compared',
    record: 'Record',
    file: 'File',
  },
  problems: {
    not_a_zip: 'This is not a ZIP file.',
    too_large: 'This file is larger than any evidence pack, which has at most 100 MB unpacked.',
    too_many_files: 'This file holds more files than any evidence pack.',
    zip_broken: 'The ZIP file cannot be read; it may have been cut off on the way.',
    file_damaged: 'The bytes of a file changed after the pack was made.',
    file_missing: 'A file that belongs to the pack is missing.',
    file_unexpected: 'The pack holds a file that does not belong to it.',
    file_changed: 'A file is not what it was when the pack was signed.',
    given_key_unreadable:
      'The key you gave cannot be read. It looks like name+8 characters+44 characters.',
    key_unreadable: 'The key in the pack cannot be read.',
    key_differs: 'The pack was signed with another key than the one you gave.',
    checkpoint_unreadable: 'A checkpoint of the log cannot be read.',
    checkpoint_not_signed: 'The signature of a checkpoint does not hold.',
    checkpoint_of_another_log: 'A checkpoint belongs to another log.',
    checkpoint_inconsistent: 'A checkpoint does not continue the one before it.',
    record_unreadable: 'A record cannot be read, or is not written as records are.',
    proof_unreadable: 'The proof of a record cannot be read.',
    proof_of_another_checkpoint: 'The proof of a record is for another checkpoint.',
    record_not_in_log: 'A record is not what the log holds in its place: it was edited.',
    manifest_unreadable: 'The signed list of files cannot be read.',
    manifest_not_signed: 'The signature of the list of files does not hold.',
    manifest_of_another_log: 'The list of files belongs to another log.',
    packed_again:
      'Every file in it fits, but the ZIP was packed again by another program. Ask for the original file.',
  },
};
