-- How far comparisons of records with the log are, and a clearer name for the table that keeps the collections of
-- purged records. Earlier versions must not run beside it: their purges would write to the table of the former name.

create table if not exists revtrail_reconciliation_run (
  record_type varchar(64) not null primary key,
  entity_name varchar(1000),
  last_id longtext,
  total bigint not null,
  scanned bigint not null,
  live_done bit not null,
  compared bigint not null,
  changed bigint not null,
  missing bigint not null,
  unrecorded bigint not null,
  uncompared bigint not null,
  found longtext,
  started_ms bigint not null,
  ended_ms bigint,
  leader varchar(64),
  epoch bigint not null,
  beat bigint not null,
  stopping bit not null,
  done bit not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_bin;

create table if not exists revtrail_purged_collections (
  record_type varchar(64) not null,
  record_id varchar(512) not null,
  revision bigint not null,
  data longtext not null,
  primary key (record_type, record_id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_bin;

insert into revtrail_purged_collections (record_type, record_id, revision, data)
  select b.record_type, b.record_id, b.revision, b.data from revtrail_baseline b
  where not exists (select 1 from revtrail_purged_collections p
    where p.record_type = b.record_type and p.record_id = b.record_id);

update revtrail_schema set version = 9, min_code_version = 9;
