-- The baseline of records that are older than the library. The version before may run beside it.

create table if not exists revtrail_baseline_run (
  record_type varchar_casesensitive(64) not null primary key,
  entity_name varchar_casesensitive(1000),
  last_id character large object,
  total bigint not null,
  scanned bigint not null,
  written bigint not null,
  first_revision bigint,
  last_revision bigint,
  leader varchar_casesensitive(64),
  epoch bigint not null,
  beat bigint not null,
  stopping boolean not null,
  done boolean not null
);

update revtrail_schema set version = 8;
