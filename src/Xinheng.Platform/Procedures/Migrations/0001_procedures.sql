create schema procedures;

-- Cases of every statutory procedure: whose, about what, with whom, where they stand. What a procedure decides stands with it, in
-- its own room; here stand file, clocks and papers.
create table procedures.case_file (
  id         uuid primary key,
  number     text not null unique,
  procedure  text not null,
  subject_id uuid not null,
  about      uuid,            -- a record, a commitment
  key        text not null,   -- what there is to be only one open case of
  body       text,            -- the unit that has it in hand; null: the platform
  region     text,            -- whose operators supervise it
  stage      text not null,
  filed_by   text not null check (filed_by in ('web', 'counter', 'machine', 'body')),
  rules_on   date not null,   -- it keeps the rules of this day to its end
  opened_on  date not null,
  opened_at  timestamptz not null,
  paused_on  date,
  closed_on  date,
  entry      uuid not null
);
create unique index case_file_one_open on procedures.case_file (procedure, key) where closed_on is null;
create index case_file_of_subject on procedures.case_file (subject_id, opened_at desc, id);
create index case_file_of_body on procedures.case_file (body, opened_at, id) where closed_on is null;
create index case_file_about on procedures.case_file (about) where about is not null;
create index case_file_newest on procedures.case_file (opened_at desc, id);

create table procedures.step (
  case_id      uuid not null references procedures.case_file,
  no           int not null,
  step         text not null,
  stage        text not null, -- where the case stood after it
  day          date not null,
  at           timestamptz not null,
  party        text not null,
  organisation text,          -- whose people took it; the subject never reads which person
  body         text,          -- who had the case in hand after it
  reason       text,
  entry        uuid not null,
  primary key (case_id, no)
);

-- Clocks as the procedure names them; the deadline itself is the law's. None where the place has no confirmed rule.
create table procedures.clock (
  case_id      uuid not null references procedures.case_file,
  no           int not null,
  clock        text not null,
  deadline     uuid unique,
  organisation text,          -- who owes it; null: the platform or the subject
  owes         text not null,
  started_on   date not null,
  ended        boolean not null default false,
  overdue_at   timestamptz,   -- when the sweep told those who owe it
  primary key (case_id, no)
);
create index clock_open on procedures.clock (case_id) where not ended;

create table procedures.document (
  id         uuid primary key,
  case_id    uuid not null references procedures.case_file,
  file       uuid not null,
  name       text not null,   -- as given; digits of persons' numbers are blotted out
  media_type text not null,
  length     bigint not null,
  digest     bytea not null,
  party      text not null,
  added_at   timestamptz not null,
  entry      uuid not null
);
create index document_of_case on procedures.document (case_id, added_at, id);

-- What the subject, a unit or the platform is told. No person's number stands here.
create table procedures.notice (
  id              uuid primary key,
  case_id         uuid references procedures.case_file,
  at              timestamptz not null,
  to_subject      uuid,
  to_organisation text,
  text            text not null,
  read_at         timestamptz
);
create index notice_of_subject on procedures.notice (to_subject, at desc, id) where to_subject is not null;
create index notice_of_organisation on procedures.notice (to_organisation, at desc, id) where to_organisation is not null;
create index notice_of_case on procedures.notice (case_id, at, id);

-- How many cases of a procedure began on a day: their numbers.
create table procedures.case_number (
  procedure text not null,
  day       date not null,
  last      int not null,
  primary key (procedure, day)
);
