/** What the admin's pages show of a shop. Instants are ISO; money is in minor units. */
export interface AdminMoney {
  minor: number;
  currency: string;
}

export interface AdminOrder {
  id: number;
  name: string;
  createdAt: string;
  total: AdminMoney;
  destination: string;
  tags: readonly string[];
  /** Shopify's word, as `PAID`. */
  payment: string;
  refunded: AdminMoney;
  returns: readonly { name: string; status: string }[];
  lines: readonly { title: string; sku: string; quantity: number; unit: AdminMoney }[];
  fulfillments: readonly {
    name: string;
    status: string;
    tracking: readonly { company: string | null; number: string | null }[];
  }[];
}

export interface AdminProduct {
  id: number;
  title: string;
  status: string;
  tags: readonly string[];
  updatedAt: string;
  variants: readonly AdminVariant[];
}

/** Null: the merchant has not filled it in; of `available`, nobody counts it. */
export interface AdminVariant {
  id: number;
  title: string;
  sku: string;
  price: AdminMoney;
  compareAt: AdminMoney | null;
  barcode: string | null;
  hsCode: string | null;
  origin: string | null;
  available: number | null;
}

export interface AdminSettings {
  policies: readonly { title: string; updatedAt: string }[];
  markets: readonly { name: string; status: string; countries: readonly string[] }[];
}
