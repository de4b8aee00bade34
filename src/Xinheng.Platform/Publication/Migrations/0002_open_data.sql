-- What of the open data changed, in the order in which a consumer is told: one row a record, its last change. What left keeps
-- nothing but its id. Derived: everything here can be made anew from the records, under a new id of the feed.
create table publication.open_feed (
  only_row boolean primary key default true check (only_row),
  id       uuid not null,
  last     bigint not null,    -- number of the newest change
  floor    bigint not null,    -- up to which what left has been forgotten: older cursors start anew
  day      date not null       -- the legal day for which expired records have been taken out
);

create table publication.open_item (
  record_id  uuid primary key,
  no         bigint not null unique,
  log        bigint not null,      -- how many entries the log's newest checkpoint had
  at         timestamptz not null,
  subject_id uuid,
  bucket     smallint,
  digest     bytea,                -- of what it says; null: it is no longer on show
  until      date,
  tombstone  uuid,                 -- of what left, where a later room has given it one
  check ((digest is null) = (subject_id is null) and (digest is null) = (bucket is null) and (digest is not null or until is null)
     and (digest is null or tombstone is null))
);
create index open_item_of_subject on publication.open_item (subject_id) where digest is not null;
create index open_item_of_bucket on publication.open_item (bucket, record_id) where digest is not null;
create index open_item_until on publication.open_item (until) where until is not null;
create index open_item_gone on publication.open_item (at) where digest is null;

-- The newest change within each of the 4,096 buckets of subjects: which parts of the snapshot are to be written again.
create table publication.open_bucket (
  bucket smallint primary key,
  no     bigint not null
);

-- What acts changed and the open data has yet to follow; written in their transactions.
create table publication.open_queue (
  id         uuid primary key default gen_random_uuid(),
  subjects   uuid[],                -- null: those of the item whose records changed since
  item       text,                  -- null as well: everybody
  since      timestamptz not null
);

-- Digests of files that were given out, so that whoever has one can ask whether it is ours. Never their content.
create table publication.published_file (
  sha256 bytea primary key check (length(sha256) = 32),
  name   text not null,
  since  timestamptz not null,
  until  timestamptz                -- another has taken its place
);
create index published_file_current on publication.published_file (name) where until is null;

-- What a stranger may ask: of what left, nothing but that it did.
create view publication.open_change as
  select i.no, i.record_id, i.log, i.subject_id, i.until, i.digest is not null as shown, i.tombstone from publication.open_item i;
create view publication.open_state as
  select f.id, f.last, f.floor from publication.open_feed f;
grant select on publication.open_change, publication.open_state, publication.published_file to xinheng_portal;

-- Files of ours found changed on disk: noticed, and what became of it.
create table publication.incident (
  id       uuid primary key,
  at       timestamptz not null,
  name     text not null,
  expected text not null,    -- SHA-256 of what should lie there
  found    text,             -- of what lay there; null: nothing
  mended   boolean not null, -- the good bytes were put back
  entry    uuid not null
);
create index incident_newest on publication.incident (at desc);
