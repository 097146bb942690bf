create table if not exists revtrail_revision (
  id bigint not null auto_increment primary key,
  recorded_at datetime(6) not null,
  actor_id varchar(128) not null,
  actor_type varchar(16) not null,
  actor_name varchar(255),
  actor_email varchar(320),
  actor_organization varchar(128),
  brand varchar(128),
  source varchar(128) not null,
  request_id varchar(128),
  http_method varchar(16),
  http_path varchar(1000),
  ip_address varchar(64),
  user_agent varchar(500),
  note varchar(10000),
  index ix_revtrail_revision_request (request_id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_entry (
  id bigint not null primary key,
  revision bigint not null,
  organization varchar(128),
  root_organization varchar(128),
  record_type varchar(64) not null,
  record_id varchar(512) not null,
  action varchar(64) not null,
  outcome varchar(16) not null,
  previous_revision bigint,
  patient varchar(512),
  actor varchar(128) not null,
  changed varchar(4000),
  data longtext,
  index ix_revtrail_entry_organization (organization, id, record_type, action),
  index ix_revtrail_entry_root (root_organization, id, record_type, action),
  index ix_revtrail_entry_type (record_type, id),
  index ix_revtrail_entry_record (record_type, record_id, id),
  index ix_revtrail_entry_patient (patient, id),
  index ix_revtrail_entry_actor (actor, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_http_status (
  revision bigint not null primary key,
  status integer not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_baseline (
  record_type varchar(64) not null,
  record_id varchar(512) not null,
  revision bigint not null,
  data longtext not null,
  primary key (record_type, record_id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_legal_hold (
  id bigint not null auto_increment primary key,
  kind varchar(16) not null,
  record_type varchar(64),
  subject varchar(512) not null,
  reason varchar(1000) not null,
  placed_by varchar(128) not null,
  placed_at datetime(6) not null,
  lifted_by varchar(128),
  lifted_at datetime(6),
  lift_reason varchar(1000)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_purge (
  id bigint not null auto_increment primary key,
  is_open integer unique,
  state varchar(16) not null,
  owner varchar(64) not null,
  archive varchar(64) not null,
  as_of datetime(6) not null,
  policies longtext not null,
  started_at datetime(6) not null,
  updated_at datetime(6) not null,
  record_type varchar(64),
  entry bigint not null,
  total bigint not null,
  scanned bigint not null,
  removed bigint not null,
  segments integer not null,
  reported integer not null,
  failure varchar(1000)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_purge_segment (
  id bigint not null auto_increment primary key,
  run bigint not null,
  number integer not null,
  file varchar(255) not null,
  entries integer not null,
  bytes bigint not null,
  sha256 varchar(64) not null,
  counts longtext not null,
  index ix_revtrail_purge_segment_run (run, number)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists revtrail_organization_root (
  id bigint not null auto_increment primary key,
  organization varchar(128) not null,
  root_organization varchar(128) not null,
  index ix_revtrail_organization_roots (organization, root_organization),
  index ix_revtrail_organization_root (root_organization, organization)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;
