-- Adds the trace that a transaction was part of. The version before may run beside it: its revisions have none.

alter table revtrail_revision add column if not exists trace_id varchar(32);

update revtrail_schema set version = 11;
