-- The first import reads the events of what is still on its way first, newest first, so that findings appear while it
-- runs; what was delivered long ago comes last.
drop index fulfillments_unread;
create index fulfillments_unread
  on fulfillments (shop_id, (delivered_at is not null), created_at desc, fulfillment_id desc)
  where events_read_at is null;
