-- Idempotency keys of notes. The version before may run beside it.

create table if not exists revtrail_note_key (
  key_hash varchar(64) not null primary key,
  note_hash varchar(64) not null,
  entry bigint not null,
  created_ms bigint not null
);

create index if not exists ix_revtrail_note_key_created on revtrail_note_key (created_ms);

update revtrail_schema set version = 7;
