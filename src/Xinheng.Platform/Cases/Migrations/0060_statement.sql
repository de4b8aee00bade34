-- 本人声明: what a subject says beside a record about itself. Every version stays; the one in force goes wherever the record goes.
create table cases.statement (
  id         uuid primary key,
  record_id  uuid not null,
  subject_id uuid not null,
  text       text not null,
  salt       bytea not null check (length(salt) = 16), -- the log holds a digest under it, not the words
  said_at    timestamptz not null,
  counter    boolean not null,                         -- taken down by a clerk
  entry      uuid not null,
  ended_at   timestamptz,
  ended_in   uuid,
  ended_how  text check (ended_how in ('changed', 'withdrawn', 'taken-down')),
  end_reason text,                                     -- why the operator took it down; the subject reads it
  check ((ended_at is null) = (ended_in is null) and (ended_in is null) = (ended_how is null)),
  check ((end_reason is not null) = (ended_how is not distinct from 'taken-down'))
);
create unique index statement_in_force on cases.statement (record_id) where ended_in is null;
create index statement_of_subject on cases.statement (subject_id, said_at desc);
