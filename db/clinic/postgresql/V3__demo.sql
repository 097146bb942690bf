-- What became of the demo data: a row once it is begun, and when it was finished, so that
-- a demo that was interrupted is made anew. In milliseconds since 1970.
create table demo_run (
  id int not null primary key check (id = 1),
  began_at bigint not null,
  finished_at bigint
);
