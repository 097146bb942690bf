-- Idempotency keys of notes. The version before may run beside it.

create table if not exists revtrail_note_key (
  key_hash varchar(64) not null primary key,
  note_hash varchar(64) not null,
  entry bigint not null,
  created_ms bigint not null,
  index ix_revtrail_note_key_created (created_ms)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

update revtrail_schema set version = 7;
