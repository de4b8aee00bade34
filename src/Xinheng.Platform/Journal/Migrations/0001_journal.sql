create schema journal;

-- What was done, by whom, by what power. The content is the exact text that is hashed; the other columns repeat it.
create table journal.entry (
  id      uuid primary key,
  at      timestamptz not null,
  power   text not null,
  content json not null
);

-- Committed but not yet numbered. The sealer empties it.
create table journal.unsealed (
  entry uuid primary key
);

-- The log: entries in the order the sealer numbered them (from 0), with their RFC 6962 leaf hashes.
create table journal.leaf (
  no    bigint primary key,
  entry uuid not null unique,
  hash  bytea not null check (length(hash) = 32)
);

-- Signed tree heads; the note is the signed text itself.
create table journal.checkpoint (
  size bigint primary key,
  at   timestamptz not null,
  note text not null
);
