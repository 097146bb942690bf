-- Removes the table whose rows the version before has copied. That version may run beside it.

drop table if exists revtrail_baseline;

update revtrail_schema set version = 10;
