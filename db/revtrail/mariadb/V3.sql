-- The columns of audit tables, and up to which revision they were not there.
-- The version before may run beside it.

create table if not exists revtrail_audit_column (
  audit_table varchar(255) not null,
  audit_column varchar(255) not null,
  absent_until bigint not null,
  primary key (audit_table, audit_column)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

update revtrail_schema set version = 3;
