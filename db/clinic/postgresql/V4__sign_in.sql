-- Who signs in by e-mail and password: one user for each address, however it is spelt.
alter table users add column sign_in_email varchar(190)
  generated always as (case when password_hash is not null then lower(email) end) stored;

alter table users add constraint uq_users_sign_in_email unique (sign_in_email);
