-- Where a delivery scan says the parcel was left: country and postcode, hashed with the shop's key as the orders' are, so that
-- the two can be compared and neither be read. Of deliveries alone; null: not told.
alter table scans add column postcode_hash text;
