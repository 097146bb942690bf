-- MariaDB has a type for UUIDs, which Hibernate takes there.
alter table feature_toggle modify id uuid not null;
alter table feature_toggle_aud modify id uuid not null;
alter table availability modify id uuid not null;
alter table availability_aud modify id uuid not null;
