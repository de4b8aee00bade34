-- For work of every hour: the last hour it was asked for, so that of several programs one asks.
create table foundation.hourly_job (
  kind text primary key,
  hour timestamptz not null
);
