create schema records;

-- Every version of every record, as handed in. Standing, open and closed are exact texts: the commitment covers them.
create table records.revision (
  subject_id  uuid not null,
  record_id   uuid not null,
  no          int not null,
  entry       uuid not null,   -- the journal entry that entered it
  leaf        int not null,    -- its place in that entry's tree
  edition     int not null,
  standing    json not null,   -- operation, state, periods, severity: what the record counts for from here on
  open        json not null,   -- fields open in that edition, canonical, in the catalogue's order
  closed      json not null,   -- all other fields; persons' numbers only sealed
  salt        bytea not null,  -- 16 bytes for the open part, 16 for the closed one
  closed_digest bytea not null,
  commitment  bytea not null,
  primary key (subject_id, record_id, no)
);

-- The thin current state: what the latest revision's standing says, in columns.
create table records.record (
  record_id    uuid not null,
  subject_id   uuid not null,
  item         text not null,
  nature       text not null,
  key          uuid not null,   -- first 16 bytes of SHA-256 over the key fields
  content      uuid not null,   -- the same over all fields, to tell "unchanged"
  subject_kind text not null,
  provider     text not null,
  authority    text,
  decided_on   date,
  public_until date,            -- first day no longer public
  severity     smallint,        -- 1 轻微, 2 一般, 3 严重
  confirmed    boolean not null,
  impact       boolean,         -- 具有一定社会影响; null where the item has no such mark
  own_openness text,            -- the record's own openness where the item leaves it to each record
  state        text not null check (state in ('current', 'withdrawn', 'repaired', 'shielded', 'archived')),
  held         boolean not null, -- personal data was found in its free text
  contested    boolean not null,
  revision     int not null,
  entered_at   timestamptz not null,
  changed_at   timestamptz not null,
  primary key (record_id, subject_id),
  unique (subject_id, item, key)
);
create index record_disclosure on records.record (item, decided_on desc, record_id desc)
  where state = 'current' and not held;

-- Records entered in a period, for the quality indices. Records come in the order of time, so the first and last instant of each
-- stretch of pages are enough: some kilobytes, and next to nothing for entering to keep.
create index record_entered on records.record using brin (entered_at) with (pages_per_range = 32);

-- What was withdrawn lately: a handful of rows.
create index record_withdrawn on records.record (changed_at desc, record_id desc) where state = 'withdrawn';

-- What a body has yet to classify: only those rows are in it.
create index record_unconfirmed on records.record (coalesce(authority, provider), decided_on desc, record_id desc)
  where state = 'current' and nature = 'adverse' and not confirmed;
