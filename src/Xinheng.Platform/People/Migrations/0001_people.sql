create schema people;

-- Authorities and other bodies that hand in or use records, by unified social credit code.
create table people.organisation (
  code       text primary key,
  name       text not null,
  region     text not null,
  entry      uuid not null,
  created_at timestamptz not null
);

create table people.account (
  id            uuid primary key,
  name          text not null unique,
  organisation  text references people.organisation,
  password      text not null,
  stamp         uuid not null,
  ended_at      timestamptz,
  ended_in      uuid,
  entry         uuid not null,
  created_at    timestamptz not null
);

create table people.role_grant (
  account    uuid not null references people.account,
  role       text not null,
  entry      uuid not null,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (account, role, entry)
);
