-- A drafted catalogue tried on what was handed in lately: what it would have refused. No evidence; asked again, counted again.
create table collection.rehearsal (
  id            uuid primary key,
  draft         uuid not null,
  file          text not null,
  digest        text not null,     -- of the draft's text that was tried
  edition       int not null,      -- against which
  since         date not null,
  state         text not null check (state in ('waiting', 'running', 'done', 'changed')),
  asked_by      text not null,
  asked_at      timestamptz not null,
  finished_at   timestamptz,
  files         int not null default 0,
  files_done    int not null default 0,
  files_unread  int not null default 0,
  rows          bigint not null default 0,
  refused       bigint not null default 0, -- refused by the edition in force
  newly_refused bigint not null default 0,
  newly_held    bigint not null default 0,
  freed         bigint not null default 0  -- stayed out, and would not
);
create index rehearsal_of_draft on collection.rehearsal (draft, asked_at desc);

-- By whom, and by which rule and column; a row counts once for its provider, and once for each rule it newly breaks.
create table collection.rehearsal_provider (
  rehearsal     uuid not null references collection.rehearsal on delete cascade,
  item          text not null,
  provider      text not null,
  rows          bigint not null,
  newly_refused bigint not null,
  newly_held    bigint not null,
  freed         bigint not null,
  primary key (rehearsal, item, provider)
);
create table collection.rehearsal_group (
  rehearsal  uuid not null references collection.rehearsal on delete cascade,
  item       text not null,
  provider   text not null,
  code       text not null,
  field      text not null,
  number     text not null,
  severity   text not null,
  message    text not null,  -- one example, without any value
  rows       bigint not null,
  primary key (rehearsal, item, provider, code, field, severity)
);

-- Some rows of each, sealed under their submission's key: with it they are destroyed.
create table collection.rehearsal_row (
  rehearsal  uuid not null references collection.rehearsal on delete cascade,
  submission uuid not null references collection.submission,
  row        bigint not null,
  item       text not null,
  provider   text not null,
  code       text not null,
  field      text not null,
  content    bytea not null,
  primary key (rehearsal, submission, row, code, field)
);

-- Records on file whose class the drafted rule would give otherwise than it stands.
create table collection.rehearsal_class (
  rehearsal  uuid not null references collection.rehearsal on delete cascade,
  item       text not null,
  record_id  uuid not null,
  provider   text not null,
  authority  text,
  stands     smallint,       -- as on record; null: none
  confirmed  boolean not null,
  would_be   smallint,       -- by the drafted rule; null: the determining body would have to say
  stands_until date,
  would_until  date,
  primary key (rehearsal, item, record_id)
);
