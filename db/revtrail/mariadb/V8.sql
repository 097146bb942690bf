-- The baseline of records that are older than the library. The version before may run beside it.

create table if not exists revtrail_baseline_run (
  record_type varchar(64) not null primary key,
  entity_name varchar(1000),
  last_id longtext,
  total bigint not null,
  scanned bigint not null,
  written bigint not null,
  first_revision bigint,
  last_revision bigint,
  leader varchar(64),
  epoch bigint not null,
  beat bigint not null,
  stopping bit not null,
  done bit not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

update revtrail_schema set version = 8;
