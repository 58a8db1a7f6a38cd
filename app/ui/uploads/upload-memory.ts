/** Files sent from this browser window, by upload: the server keeps none, and another reading needs the file again. */
const files = new Map<string, File>();
const MOST_KEPT = 5;

export function rememberFile(uploadId: string, file: File): void {
  files.set(uploadId, file);
  const [oldest] = files.keys();
  if (files.size > MOST_KEPT && oldest !== undefined) files.delete(oldest);
}

/** The file an upload was read from, as long as the window is open. */
export function rememberedFile(uploadId: string): File | null {
  return files.get(uploadId) ?? null;
}
