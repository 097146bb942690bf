-- Ids of entries that follow the numbers of revisions instead of times, the settled mark, and when
-- revisions were recorded. Earlier versions must not run beside it: they would give entries ids of
-- the other kind. Rewrites all entries in one statement, so it takes its time in a large log.

create table if not exists revtrail_settled (
  id integer not null primary key,
  first_unsettled bigint not null,
  leader varchar(64),
  epoch bigint not null,
  beat bigint not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_time (
  revision_block bigint not null primary key,
  earliest datetime(6) not null,
  latest datetime(6) not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

update revtrail_schema set min_code_version = 5;

update revtrail_entry
  set id = (select n.next_id
    from (select id, revision * 16777216 + row_number() over (partition by revision order by id) - 1 as next_id
      from revtrail_entry) n
    where n.id = revtrail_entry.id);

update revtrail_purge set entry = -1 where is_open = 1;

insert into revtrail_settled (id, first_unsettled, epoch, beat)
  select 1, 1, 0, 0 from revtrail_schema where not exists (select 1 from revtrail_settled);

update revtrail_schema set version = 5;
