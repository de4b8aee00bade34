-- What is lawfully kept from its subject until a date: the reads under one authorisation or matter of a body, or one read.
create table people.sight_delay (
  id            uuid primary key,
  organisation  text not null references people.organisation,
  authorisation uuid,
  matter        text,
  look          uuid,
  until         date not null,   -- first day on which the subject sees them
  basis         text not null,
  reason        text not null,
  entry         uuid not null,
  decided_at    timestamptz not null,
  check (num_nonnulls(authorisation, matter, look) = 1)
);
create index sight_delay_of on people.sight_delay (organisation, until);
