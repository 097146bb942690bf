-- How the first audit rows that a purge leaves spell ids that the entries spell differently.
-- The version before may run beside it.

create table if not exists revtrail_spelling (
  record_type varchar(64) not null,
  spelling varchar(512) not null,
  record_id varchar(512) not null,
  primary key (record_type, spelling)
);

create index if not exists ix_revtrail_spelling_record on revtrail_spelling (record_type, record_id);

update revtrail_schema set version = 4;
