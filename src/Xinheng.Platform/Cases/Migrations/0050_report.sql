-- 投诉与举报. Nothing here says who reported or what in their own words: that stands in report_seal and report_message, under a key of
-- its own for each report, wrapped by a key outside the database. Whoever lists reports selects from cases.report alone.
create table cases.report (
  id             uuid primary key,
  number         text not null unique,
  kind           text not null check (kind in ('complaint', 'dishonesty', 'agent')),
  matter         text not null,
  target         text not null check (target in ('platform', 'department', 'institution', 'subject', 'agent')),
  unit           text,              -- the registered unit that is reported; null: the platform, or somebody not registered
  region         text,              -- division whose operators handle it; null: those of the whole installation
  anonymous      boolean not null,
  filed_on       date not null,
  stage          text not null,
  closed_on      date,
  paused_on      date,
  code_hash      bytea not null unique, -- of the receipt code, which is shown once
  follower       bytea,             -- keyed hash of whose own page shows it; null where nobody signed in
  follower_key   int,
  asked          text,              -- the unit that was asked to explain
  redacted       text,              -- what that unit reads instead of what the reporter wrote
  answer         text,              -- what it says
  outcome_words  text,              -- what the reporter is told
  public_words   text,              -- upheld: what the public list says, without persons
  responsibility text,              -- an incident, upheld: who answers for it and what was done
  passed_to      text,
  reward_granted boolean,
  reward_basis   text,
  reward_yuan    numeric(12, 2) check (reward_yuan > 0),
  reward_on      date,
  reward_by      text,
  reward_paid_on date
);
create index report_by_stage on cases.report (closed_on nulls first, filed_on desc, id desc);
create index report_follower on cases.report (follower) where follower is not null;
create index report_asked on cases.report (asked) where asked is not null;
create index report_founded on cases.report (closed_on desc, id desc) where stage = 'founded';

create table cases.report_seal (
  report      uuid primary key references cases.report,
  key_version int not null,
  wrapped_key bytea not null,
  identity    bytea,                -- null: anonymous
  words       bytea not null
);

-- Questions and answers between handler and reporter.
create table cases.report_message (
  report  uuid not null references cases.report,
  no      int not null,
  from_reporter boolean not null,
  sealed  bytea not null,
  on_day  date not null,
  primary key (report, no)
);

-- What was done, with a digest of the whole report as it stood afterwards, which the journal has, too.
create table cases.report_event (
  report uuid not null references cases.report,
  no     int not null,
  step   text not null,
  stage  text not null,
  on_day date not null,
  salt   bytea not null,
  digest bytea not null,
  entry  uuid not null,
  primary key (report, no)
);

-- Numbers by day: 诉20261122-0007.
create table cases.report_number (
  letter text not null,
  day    date not null,
  last   int not null,
  primary key (letter, day)
);

-- Against floods and guessed codes: a keyed hash of the address, joined to no report, forgotten within a day.
create table cases.report_brake (
  kind         text not null,
  key          bytea not null,
  attempts     int not null,
  since        timestamptz not null,
  closed_until timestamptz,
  primary key (kind, key)
);
create index report_brake_since on cases.report_brake (since);
