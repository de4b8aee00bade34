create schema law;

-- Each time the law of the files differed from what was on record. The digest covers all that is known from then on.
create table law.loading (
  no          int primary key,
  digest      bytea not null,
  entry       uuid not null,
  recorded_at timestamptz not null
);

-- Rules, fine thresholds, profiles and calendar years on two clocks: the law's (valid, last day included) and ours
-- (recorded). Never changed: what differs ends, and its successor is recorded.
create table law.provision (
  kind           text not null check (kind in ('rule', 'fine-threshold', 'query-purpose', 'profile', 'calendar-year')),
  scope          text not null, -- the jurisdiction; the calendar's name
  name           text not null, -- the rule's id; the sector; the profile's name; the year
  valid_from     date,
  valid_to       date,
  content        json not null, -- the exact text that is digested
  recorded_in    int not null references law.loading,
  recorded_at    timestamptz not null,
  ended_in       int references law.loading,
  recorded_until timestamptz,   -- null: as known now
  unique nulls not distinct (kind, scope, name, valid_from, recorded_in)
);
create unique index provision_known on law.provision (kind, scope, name, valid_from) nulls not distinct where ended_in is null;
