-- Variants that are sold, by vendor: who supplies how many is told without the rows themselves.
create index stock_items_sold on stock_items (shop_id, vendor, variant_id) where is_active;
