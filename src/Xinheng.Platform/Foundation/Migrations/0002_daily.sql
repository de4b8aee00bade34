-- For work of every legal day: the last day it was asked for, so that of several programs one asks.
create table foundation.daily_job (
  kind text primary key,
  day  date not null
);
