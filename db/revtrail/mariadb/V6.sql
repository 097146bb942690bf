-- Followers of the log, and counts of entries. Earlier versions must not run beside it: their
-- purges would not subtract from the counts.

create table if not exists revtrail_follower (
  name varchar(64) not null primary key,
  position bigint not null,
  generation bigint not null,
  leader varchar(64),
  epoch bigint not null,
  beat bigint not null,
  attempts integer not null,
  failure varchar(255),
  parked bit not null,
  transactional bit not null,
  before_purge bit not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_passed (
  revision bigint not null primary key
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_late (
  revision bigint not null,
  follower varchar(64) not null,
  primary key (revision, follower)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_series (
  id bigint not null primary key,
  generation bigint not null,
  grain integer not null,
  organization varchar(128),
  record_type varchar(64),
  field varchar(255),
  action varchar(64) not null,
  outcome varchar(16),
  source varchar(128),
  brand varchar(128),
  actor_type varchar(16),
  index ix_revtrail_series (generation, grain, organization, record_type, field)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_count (
  series bigint not null,
  utc_day bigint not null,
  entries bigint not null,
  quarters varchar(1500) not null,
  primary key (series, utc_day)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

update revtrail_schema set version = 6, min_code_version = 6;
