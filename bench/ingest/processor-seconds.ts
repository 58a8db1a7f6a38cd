import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Processor time that a process has used so far, in seconds; null where /proc does not tell. */
export function processorSeconds(processId: number): number | null {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'latin1');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

/** The query whose rows are the process ids of this database's connections. */
export const BACKENDS = `select pid from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend'`;
