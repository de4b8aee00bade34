-- The first answer to a post that carried an Idempotency-Key: the same key, caller and path hear it again, whatever is asked.
-- Without a status the first is still being worked on.
create table collection.idempotency (
  caller   text not null,
  path     text not null,
  key      text not null,
  begun_at timestamptz not null,
  status   int,
  location text,
  body     bytea,
  primary key (caller, path, key)
);
create index idempotency_by_time on collection.idempotency (begun_at);
