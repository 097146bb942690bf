-- The nonces of signed requests, so that none is taken twice. No foreign key: a nonce
-- outlives its key by minutes, and must not lock it.
create table api_nonce (
  api_key_id bigint not null,
  nonce_hash varchar(64) not null,
  expires_at bigint not null,
  primary key (api_key_id, nonce_hash)
);

create index ix_api_nonce_expires on api_nonce (expires_at);
