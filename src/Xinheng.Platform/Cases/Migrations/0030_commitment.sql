-- 信用承诺. "Promise" in code: a commitment is what a revision's digest is called there.

-- 承诺书模板 with every version there was. One in force never changes; a change is a further version. The content is an exact text.
create table cases.promise_template (
  code         text not null,
  version      int not null,
  state        text not null check (state in ('waiting', 'in_force', 'replaced', 'ended')),
  content      text not null,   -- JSON, as drafted; its digest stands in the log
  kind         smallint not null check (kind in (1, 2, 3, 4, 5, 6, 9)),
  title        text not null,   -- like the five below: repeated from the content, to list by
  matter       text not null,
  industry     text,
  body         text,            -- the body that receives it; null: whichever the signer deals with
  openness     smallint not null check (openness in (1, 2, 3)),
  months       int,
  region       text,            -- whose operators see to it; null: those of the whole installation
  hands        text[] not null, -- whoever wrote in it: none of them puts it in force
  drafted_by   text not null,
  drafted_at   timestamptz not null,
  drafted_in   uuid not null,
  decided_by   text,
  decided_at   timestamptz,
  decided_in   uuid,
  ended_at     timestamptz,
  ended_reason text,
  ended_in     uuid,
  primary key (code, version)
);
create unique index promise_template_in_force on cases.promise_template (code) where state = 'in_force';
create unique index promise_template_waiting on cases.promise_template (code) where state = 'waiting';

-- One promise: its case has the same id. What it says is in the proof, signed, whole.
create table cases.promise (
  id              uuid primary key,
  number          text not null unique, -- 承诺编码
  template        text not null,
  version         int not null,
  kind            smallint not null,
  subject_id      uuid not null,
  subject_code    text,            -- unified code of an organisation; null for persons
  body            text not null,
  openness        smallint not null,
  matter_number   text,            -- the approval's own number, where there is one
  matter_closed_on date,           -- from then on it cannot be taken back
  signed_on       date not null,
  signed_at       timestamptz not null,
  valid_until     date,            -- last day; null: until it is decided
  state           text not null check (state in ('signed', 'doubted', 'answered', 'fulfilled', 'broken', 'withdrawn')),
  proof           text not null,
  performance     smallint check (performance in (1, 2, 3)),
  decided_on      date,
  document        text,            -- number of the decision
  unkept          text,            -- what was not kept
  pursued         text,            -- how it is pursued
  record          uuid,            -- the record of the promise, once on the file
  outcome_record  uuid,            -- that of its performance
  entry           uuid not null
);
create index promise_of_subject on cases.promise (subject_id, template, signed_at desc);
create index promise_of_body on cases.promise (body, signed_at desc, id);
create index promise_of_template on cases.promise (template, state);
-- "Present and valid?" in one read of this index, whatever else there is.
create index promise_present on cases.promise (subject_code, template, signed_at desc) include (id, number, state, openness, signed_on, valid_until)
  where subject_code is not null;

create table cases.promise_follow_up (
  promise    uuid not null references cases.promise,
  no         int not null,
  name       text not null,
  due_on     date not null,
  checked_on date,
  kept       boolean,
  note       text,
  entry      uuid,
  primary key (promise, no)
);
create index promise_follow_up_due on cases.promise_follow_up (due_on) where checked_on is null;
