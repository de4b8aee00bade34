-- The trace: one row for each read of what is not public, and for each that was refused. Ids only; who looked stands with
-- the organisation and region of that moment. Ids are of version 7, so their order is that of time: every index below
-- ends in it, a month of one account is a range of its index, and the primary key pages through everything.
create table people.look (
  id             uuid primary key,
  at             timestamptz not null,
  door           text not null,
  account        uuid,           -- of a member of staff
  machine        text,           -- a department's system, or the program
  organisation   text,
  region         text,           -- of the organisation, then
  lapsed         boolean not null default false, -- the account or system had ended, or held no role any more
  kind           text not null,
  subject        uuid,
  subject_region text,
  items          text[] not null,
  purpose        text not null,
  matter         text,
  matter_due     boolean not null,
  authorisation  uuid,
  result         text not null,
  rows           int not null,
  salt           uuid not null default gen_random_uuid(), -- of the row's commitment; goes with the row
  -- Whether the subject lives outside what the reader's body covers: 990100 covers 990102 and itself, 990000 both.
  elsewhere      boolean not null generated always as (
    region is not null and subject_region is not null and not starts_with(subject_region, regexp_replace(region, '(00)+$', ''))) stored
);
create index look_of_subject on people.look (subject, id) where subject is not null;
create index look_by_account on people.look (account, id) where account is not null;
create index look_by_machine on people.look (machine, id) where machine is not null;
create index look_by_organisation on people.look (organisation, id) where organisation is not null;
-- Rows come in the order of time: hours are found by stretches of pages.
create index look_at on people.look using brin (at) with (pages_per_range = 32);
-- What an auditor asks first, and what is rare: only those rows are in it.
create index look_without_matter on people.look (id) where matter_due and matter is null;
create index look_elsewhere on people.look (id) where elsewhere;
create index look_lapsed on people.look (id) where lapsed;
create index look_denied on people.look (id) where result = 'Denied';
create index look_by_matter on people.look (matter, id) where matter is not null;
create index look_by_authorisation on people.look (authorisation, id) where authorisation is not null;

-- The first id that a row of that instant can have: ranges of time as ranges of ids.
create function people.look_id_from(instant timestamptz) returns uuid language sql immutable parallel safe as
$$ select (lpad(to_hex(floor(extract(epoch from instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

-- Up to where the trace is closed: no row is written before it, so that an hour once sealed stays as it is.
create table people.look_gate (
  only_row     boolean primary key default true check (only_row),
  closed_until timestamptz not null
);

-- Every finished hour that has rows, sealed: how many, and the root of the tree of their commitments, which the journal names.
create table people.look_seal (
  entry     uuid primary key,
  hour      timestamptz not null unique check (hour = date_trunc('hour', hour, 'UTC')),
  looks     int not null,
  root      bytea not null,
  erased_in uuid             -- the act that destroyed the rows, their time being over
);
create table people.look_seal_block (
  entry  uuid not null references people.look_seal,
  no     int not null,
  leaves bytea not null,     -- 16 bytes of the row's id and 32 of its commitment, for each
  primary key (entry, no)
);

-- A row of the trace is never changed, and goes only when its whole hour has been let go by the act of retention.
create function people.keep_look() returns trigger language plpgsql as
$$
begin
  if tg_op = 'DELETE' then
    if exists (select from people.look_seal s where s.hour = date_trunc('hour', old.at, 'UTC') and s.erased_in is not null) then
      return old;
    end if;
  elsif tg_op = 'TRUNCATE' and not exists (select from people.look) then
    return null; -- nothing is lost; a backup is put back into emptied tables
  end if;
  raise exception 'The trace of reads is only ever added to.' using errcode = 'restrict_violation';
end
$$;
create trigger keep_look before update or delete on people.look for each row execute function people.keep_look();
create trigger keep_looks before truncate on people.look for each statement execute function people.keep_look();
