-- How far comparisons of records with the log are, and a clearer name for the table that keeps the collections of
-- purged records. Earlier versions must not run beside it: their purges would write to the table of the former name.

create table if not exists revtrail_reconciliation_run (
  record_type varchar_casesensitive(64) not null primary key,
  entity_name varchar_casesensitive(1000),
  last_id character large object,
  total bigint not null,
  scanned bigint not null,
  live_done boolean not null,
  compared bigint not null,
  changed bigint not null,
  missing bigint not null,
  unrecorded bigint not null,
  uncompared bigint not null,
  found character large object,
  started_ms bigint not null,
  ended_ms bigint,
  leader varchar_casesensitive(64),
  epoch bigint not null,
  beat bigint not null,
  stopping boolean not null,
  done boolean not null
);

create table if not exists revtrail_purged_collections (
  record_type varchar_casesensitive(64) not null,
  record_id varchar_casesensitive(512) not null,
  revision bigint not null,
  data character large object not null,
  primary key (record_type, record_id)
);

insert into revtrail_purged_collections (record_type, record_id, revision, data)
  select b.record_type, b.record_id, b.revision, b.data from revtrail_baseline b
  where not exists (select 1 from revtrail_purged_collections p
    where p.record_type = b.record_type and p.record_id = b.record_id);

update revtrail_schema set version = 9, min_code_version = 9;
