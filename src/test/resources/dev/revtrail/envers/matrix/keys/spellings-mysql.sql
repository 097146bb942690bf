create table pigment (name varchar(40) collate utf8mb4_0900_bin not null primary key);
create table pigment_aud (rev bigint not null, revtype tinyint, name varchar(40) collate utf8mb4_0900_bin not null, primary key (rev, name));
create table grade (code char(5) not null primary key);
create table grade_aud (rev bigint not null, revtype tinyint, code char(5) not null, primary key (rev, code));
create table tint (name varchar(40) collate utf8mb4_bin not null primary key);
create table tint_aud (rev bigint not null, revtype tinyint, name varchar(40) collate utf8mb4_bin not null, primary key (rev, name));
create table blend (code varchar(40) collate utf8mb4_0900_bin not null, shop varchar(40) not null, primary key (code, shop));
create table blend_aud (rev bigint not null, revtype tinyint, code varchar(40) collate utf8mb4_0900_bin not null, shop varchar(40) not null, primary key (rev, code, shop));
