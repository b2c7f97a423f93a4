-- A batch that came by the code of one sheet, without a sign-in: its page belongs to that sheet, whatever a machine reads on it.
alter table scan_batch add column sheet text;
create index scan_batch_sheet on scan_batch (sheet);
