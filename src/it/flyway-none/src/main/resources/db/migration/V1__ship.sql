create table ship (
  id bigint primary key,
  name varchar(100)
);
