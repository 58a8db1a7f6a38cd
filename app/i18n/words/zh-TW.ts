import polaris from '@shopify/polaris/locales/zh-TW.json' with { type: 'json' };
import app from '../zh-TW.json' with { type: 'json' };

/** All that a page says in Traditional Chinese: the app's words, and Polaris's own ("Select all", "Clear filters"). */
export const zhTW = { language: 'zh-TW', app, polaris } as const;
