-- The version of the tables, and a mark on entries that keep whole collections.
-- The first version must not run beside it: it cannot read what later versions write.

create table if not exists revtrail_schema (
  id integer not null primary key,
  version integer not null,
  min_code_version integer not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

alter table revtrail_entry add column keeps_collections bit;

insert into revtrail_schema (id, version, min_code_version) values (1, 2, 2);
