create schema collection;

-- One file, or one posted body, that a department handed in. The same bytes for the same item are one submission.
create table collection.submission (
  id            uuid primary key,
  item          text not null,
  provider      text not null,
  format        text not null,
  file          uuid not null references foundation.file,
  digest        bytea not null,
  bytes         bigint not null,
  received_by   text not null,
  received_at   timestamptz not null,
  state         text not null check (state in ('received', 'checking', 'checked', 'approved', 'entered', 'returned')),
  fault         json,              -- why the file as a whole was refused
  notes         json,              -- what the department should hear besides
  edition       int,               -- the catalogue it was checked by
  check_digest  bytea,             -- what a reviewer approves
  checked_at    timestamptz,
  approved_by   text,
  approved_at   timestamptz,
  entered_at    timestamptz,
  rounds        int not null default 0,    -- how often rows entered from it
  rows          bigint not null default 0,
  entered       bigint not null default 0, -- like the four below: foreseen while checked, true once entered
  corrected     bigint not null default 0,
  unchanged     bigint not null default 0,
  held          bigint not null default 0,
  refused       bigint not null default 0,
  done_entered  bigint not null default 0, -- entered by earlier rounds
  done_corrected bigint not null default 0,
  wanted_items  bigint not null default 0, -- required values of all rows
  missing_items bigint not null default 0,
  on_time       bigint not null default 0,
  late          bigint not null default 0,
  unusual       json,              -- what a reviewer should look at: kind, count, first rows
  unusual_rows  bigint not null default 0, -- rows with any of these
  due_on        date,              -- the last day in time of the row that is late first
  draft         boolean not null default false, -- on its maker's table in the workbench: no reviewer has it yet
  sent_by       text,              -- who laid it before the reviewers
  sent_at       timestamptz,       -- from then on it counts as handed in
  unique (provider, item, digest)
);
create index submission_by_time on collection.submission (provider, received_at desc);

-- Rows read so far in the pass under way: apart, so that it moves while the pass holds the submission.
create unlogged table collection.progress (
  submission uuid primary key,
  rows       bigint not null
);

-- Problems by rule and column, exact totals.
create table collection.problem (
  submission uuid not null references collection.submission,
  code       text not null,
  field      text not null default '',
  number     text not null,
  severity   text not null,
  message    text not null,  -- one example, without any value
  rows       bigint not null,
  first_row  bigint not null,
  primary key (submission, code, field, severity)
);

-- Rows that did not enter, sealed under the submission's own key: values and problems. Settled: corrected or let pass,
-- waiting for its approval.
create table collection.kept_row (
  submission uuid not null references collection.submission,
  row        bigint not null,
  state      text not null check (state in ('refused', 'held', 'settled')),
  content    bytea not null,
  primary key (submission, row)
);

-- Rows corrected in place or let pass, and by whom: nobody approves what they edited. Sealed likewise.
create table collection.settled_row (
  submission uuid not null references collection.submission,
  row        bigint not null,
  kind       text not null check (kind in ('edited', 'released')),
  content    bytea not null,
  settled_by text not null,
  settled_at timestamptz not null,
  round      int not null,
  primary key (submission, row)
);

-- Signed receipts, one for each thing said.
create table collection.receipt (
  submission uuid not null references collection.submission,
  round      int not null,
  at         timestamptz not null,
  text       text not null,
  primary key (submission, round)
);
