-- What the gateway calls a text message, and when it said that it arrived on the telephone.
alter table outgoing add column gateway_id text;
alter table outgoing add column arrived_at integer;
create index outgoing_gateway on outgoing (district, gateway_id) where gateway_id is not null;
