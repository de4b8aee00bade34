create schema subjects;

-- Whom records are about. The name of a natural person stays here and in no index.
create table subjects.subject (
  id             uuid primary key,
  kind           text not null check (kind in ('legal_person', 'other_org', 'individual_business', 'government', 'natural_person')),
  name           text not null,
  code           text,            -- unified social credit code; null for persons and for bodies known by a legacy number only
  registered     boolean not null, -- a registration record has been handed in
  status         text,
  region         text,
  established_on date,
  first_entry    uuid not null
);

-- Every number an organisation bears or bore.
create table subjects.identifier (
  scheme     text not null,
  lookup     text not null,
  issuer     text not null default '',
  subject_id uuid not null,
  valid_from date,
  valid_to   date,
  primary key (lookup, scheme, issuer)
);
create index identifier_of_subject on subjects.identifier (subject_id);

-- Names of organisations, present and former, with the character pairs they are searched by. Never persons.
create table subjects.name (
  subject_id uuid not null,
  name       text not null,
  until      date,                 -- null: the present name
  normal     text not null,        -- half-width, upper case, no blanks or brackets
  pairs      tsvector not null,
  primary key (subject_id, name)
);
create index name_pairs on subjects.name using gin (pairs) with (fastupdate = off);
create index name_normal on subjects.name (normal text_pattern_ops);

-- The three databases of the plans (法人库, 自然人库, 其他组织库) are views of one table.
create view subjects.legal_persons as
  select * from subjects.subject where kind = 'legal_person';
create view subjects.natural_persons as
  select * from subjects.subject where kind in ('natural_person', 'individual_business');
create view subjects.other_organisations as
  select * from subjects.subject where kind in ('other_org', 'government');
