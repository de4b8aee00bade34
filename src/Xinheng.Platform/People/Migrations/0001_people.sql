create schema people;

-- Authorities and other bodies that hand in or use records, by unified social credit code.
create table people.organisation (
  code       text primary key,
  name       text not null,
  region     text not null,
  kind       text not null,
  entry      uuid not null,
  created_at timestamptz not null
);

-- Who stands behind accounts: a person is known by the keyed hash of a number that is kept nowhere, so that a second
-- account of the same person is noticed.
create table people.holder (
  id          uuid primary key,
  lookup      text not null,
  key_version int not null,
  name        text not null,
  entry       uuid not null,
  unique (lookup, key_version)
);

create table people.account (
  id            uuid primary key,
  name          text not null unique,
  organisation  text references people.organisation,
  holder        uuid references people.holder,
  password      text not null,
  password_entry     uuid not null,   -- by which act it is this one
  password_lapses_at timestamptz,     -- given by somebody else, for once: to be changed at first use
  stamp         uuid not null,
  ended_at      timestamptz,
  ended_in      uuid,
  entry         uuid not null,
  created_at    timestamptz not null
);

create index account_of_organisation on people.account (organisation);
create index account_of_holder on people.account (holder);

-- A role holds until it lapses, unless somebody confirms it again before (each quarter), or until it is revoked.
create table people.role_grant (
  account      uuid not null references people.account,
  role         text not null,
  region       text,            -- for roles over a region; null: the whole installation
  entry        uuid not null,
  granted_at   timestamptz not null,
  confirmed_in uuid,            -- the act that confirmed it last; null: only granted so far
  lapses_at    timestamptz not null,
  revoked_at   timestamptz,
  revoked_in   uuid,
  primary key (account, role, entry)
);
