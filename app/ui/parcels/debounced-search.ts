import { useEffect, useRef, useState } from 'react';

const QUIET_MS = 300;
/** One character finds half of everything; the server refuses it. */
const SHORTEST = 2;

/**
 * A search field that asks only once typing pauses. `value` is what the field shows; `set` is called by the field, `ask` by
 * us with the text to look for, null for none. A search that changes elsewhere (Back, a saved view) shows in the field.
 */
export function useDebouncedSearch(
  current: string | null,
  ask: (search: string | null) => void,
): { value: string; set: (value: string) => void } {
  const [value, setValue] = useState(current ?? '');
  const [seen, setSeen] = useState(current);
  const [asked, setAsked] = useState(current);
  if (seen !== current) {
    setSeen(current);
    // The answer to our own question must not overwrite what has been typed since.
    if (current !== asked) setValue(current ?? '');
  }
  const latest = useRef({ current, ask });
  useEffect(() => {
    latest.current = { current, ask };
  });
  useEffect(() => {
    const wanted = value.trim();
    const timer = setTimeout(() => {
      const search = wanted.length < SHORTEST ? null : wanted;
      if (search === latest.current.current) return;
      setAsked(search);
      latest.current.ask(search);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return { value, set: setValue };
}
