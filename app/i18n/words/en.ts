import polaris from '@shopify/polaris/locales/en.json' with { type: 'json' };
import app from '../en.json' with { type: 'json' };

/** All that a page says in English: the app's words, and Polaris's own ("Select all", "Clear filters"). */
export const en = { language: 'en', app, polaris } as const;
