-- How the first audit rows that a purge leaves spell ids that the entries spell differently.
-- The version before may run beside it.

create table if not exists revtrail_spelling (
  record_type varchar(64) not null,
  spelling varchar(512) not null,
  record_id varchar(512) not null,
  primary key (record_type, spelling),
  index ix_revtrail_spelling_record (record_type, record_id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

update revtrail_schema set version = 4;
