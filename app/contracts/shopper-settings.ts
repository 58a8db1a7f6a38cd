import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';

/** What the page "What shoppers see" is given. */
export interface ShopperSettingsView {
  isOn: boolean;
  settings: ShopperSettings;
  /** Null: it is off. */
  onSince: string | null;
  /** Orders whose page has been told, and those that wait to be. */
  written: number;
  waiting: number;
  lastWrittenAt: string | null;
  /** Why the last write failed; words under `shoppers.writeError.<code>`. Null: it did not. */
  writeError: 'scope_missing' | 'refused' | 'unreachable' | null;
  /** Whether Shopify lets Lastscan write to orders. */
  canWrite: boolean;
}
