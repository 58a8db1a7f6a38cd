import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { loadWords } from '#words';
import { languageOfTag } from '#app/i18n/languages.ts';

void hydrate();

/** With the words that the server wrote the document with: `root.tsx` has had the browser fetch them already. */
async function hydrate(): Promise<void> {
  await loadWords(languageOfTag(document.documentElement.lang) ?? 'en');
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
}
