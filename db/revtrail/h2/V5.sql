-- Ids of entries that follow the numbers of revisions instead of times, the settled mark, and when
-- revisions were recorded. Earlier versions must not run beside it: they would give entries ids of
-- the other kind. Rewrites all entries in one statement, so it takes its time in a large log.

create table if not exists revtrail_settled (
  id integer not null primary key,
  first_unsettled bigint not null,
  leader varchar_casesensitive(64),
  epoch bigint not null,
  beat bigint not null
);

create table if not exists revtrail_time (
  revision_block bigint not null primary key,
  earliest timestamp(6) with time zone not null,
  latest timestamp(6) with time zone not null
);

update revtrail_schema set min_code_version = 5;

drop table if exists revtrail_entry_ids;

create table revtrail_entry_ids (
  id bigint not null primary key,
  next_id bigint not null
);

insert into revtrail_entry_ids (id, next_id)
  select id, revision * 16777216 + row_number() over (partition by revision order by id) - 1
  from revtrail_entry;

update revtrail_entry
  set id = (select n.next_id from revtrail_entry_ids n where n.id = revtrail_entry.id);

drop table revtrail_entry_ids;

update revtrail_purge set entry = -1 where is_open = 1;

insert into revtrail_settled (id, first_unsettled, epoch, beat)
  select 1, 1, 0, 0 from revtrail_schema where not exists (select 1 from revtrail_settled);

update revtrail_schema set version = 5;
