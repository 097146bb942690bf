create table changed_order (order_id varchar(40) not null, entry bigint not null primary key);
