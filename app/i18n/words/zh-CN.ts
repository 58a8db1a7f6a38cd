import polaris from '@shopify/polaris/locales/zh-CN.json' with { type: 'json' };
import app from '../zh-CN.json' with { type: 'json' };

/** All that a page says in Simplified Chinese: the app's words, and Polaris's own ("Select all", "Clear filters"). */
export const zhCN = { language: 'zh-CN', app, polaris } as const;
