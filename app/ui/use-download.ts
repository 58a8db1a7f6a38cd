import { useCallback, useState } from 'react';

/**
 * Fetches a file and hands it to the browser. A plain link would not do: only `fetch` carries the session token that
 * App Bridge adds. `hasFailed` stays until the next try.
 */
export function useDownload(): {
  download: (url: string, fileName: string) => void;
  isBusy: boolean;
  hasFailed: boolean;
} {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const download = useCallback((url: string, fileName: string) => {
    setState('busy');
    void save(url, fileName).then(setState);
  }, []);
  return { download, isBusy: state === 'busy', hasFailed: state === 'failed' };
}

async function save(url: string, fileName: string): Promise<'idle' | 'failed'> {
  try {
    const address = URL.createObjectURL(await fetchFile(url));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(address);
    return 'idle';
  } catch {
    return 'failed';
  }
}

async function fetchFile(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The file was answered with ${response.status}`);
  return response.blob();
}
