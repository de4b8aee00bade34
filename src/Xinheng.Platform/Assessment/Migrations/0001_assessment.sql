create schema assessment;

-- How often something must arrive from a body, where the centre has set it otherwise than the catalogue says, and from when on.
-- Never changed: a later row of the same body and item follows it.
create table assessment.duty (
  id       uuid primary key,
  provider text not null,
  item     text not null,
  cycle    text not null,   -- none, day, or so many months
  since    date not null,
  reason   text not null,
  entry    uuid not null,
  set_by   text not null,
  set_at   timestamptz not null
);
create index duty_of on assessment.duty (provider, item, since, set_at);

-- 零报告: the body's own word that there was nothing in a period.
create table assessment.nothing_reported (
  provider    text not null,
  item        text not null,
  period_from date not null,
  period_to   date not null,
  entry       uuid not null,
  reported_by text not null,
  reported_at timestamptz not null,
  primary key (provider, item, period_from, period_to)
);

-- 催报: the centre asked for what is missing. Its makers see it where they work.
create table assessment.reminder (
  id          uuid primary key,
  provider    text not null,
  item        text not null,
  month       date not null,
  entry       uuid not null,
  reminded_by text not null,
  reminded_at timestamptz not null
);
create index reminder_of on assessment.reminder (provider, item, month);

-- 通报 as it was issued: the exact text that is digested. One for a month and region; null: the whole installation.
create table assessment.bulletin (
  id        uuid primary key,
  region    text,
  month     date not null,
  content   json not null,
  digest    bytea not null,
  entry     uuid not null,
  issued_by text not null,
  issued_at timestamptz not null,
  unique nulls not distinct (region, month)
);
