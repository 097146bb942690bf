create table ship_aud (
  rev bigint not null,
  revtype tinyint,
  id bigint not null,
  name varchar(100),
  primary key (rev, id)
);
