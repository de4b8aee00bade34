-- What each body read on each legal day: by it one knows what is usual. Counted from the trace, no evidence of its own.
create table people.look_day (
  organisation text not null,
  day          date not null,
  looks        bigint not null,
  primary key (organisation, day)
);

-- Up to when the trace has been watched: days without a program are caught up with.
create table people.alarm_watch (
  only_row boolean primary key default true check (only_row),
  through  timestamptz not null
);

-- What should be looked at, and what came of looking. The place of sign-ins is an address, and goes with the alarm.
create table people.alarm (
  id           uuid primary key,
  pattern      text not null,
  grade        text not null,
  organisation text,
  account      uuid,
  machine      text,
  place        text,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  figure       bigint not null,
  usual        bigint,
  threshold    bigint not null,
  entry        uuid not null,
  raised_at    timestamptz not null,
  closed_in    uuid,
  closed_at    timestamptz,
  reason       text,
  unique nulls not distinct (pattern, grade, starts_at, organisation, account, machine, place),
  check ((closed_in is null) = (closed_at is null) and (closed_in is null) = (reason is null))
);
create index alarm_open on people.alarm (id) where closed_in is null;
