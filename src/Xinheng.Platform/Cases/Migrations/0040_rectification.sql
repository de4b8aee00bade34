-- 限期整改 and 约谈: what was decided and said. Where a case stands, its steps, clocks and papers are the kernel's.
create table cases.rectification (
  case_id      uuid primary key,
  number       text not null,       -- of the order, as the body numbers it
  matter       text not null,
  requirement  text not null,
  due_reason   text not null,       -- why that date
  first_due_on date not null,
  due_on       date not null,       -- the last day in time; later than the first where it was extended, once
  verdict      text not null check (verdict in ('0', '1', '2')), -- 整改中, 已整改, 未整改
  verified_on  date,
  salt         bytea not null,
  entry        uuid not null        -- of the last act that wrote here
);
create index rectification_due on cases.rectification (due_on);

create table cases.interview (
  case_id       uuid primary key,
  rectification uuid references cases.rectification, -- the order it followed from, where one was given
  kind          text not null check (kind in ('1', '2')), -- 提示, 警示
  cause         text not null,
  called_for    timestamptz not null,
  place         text not null,
  held_at       timestamptz,
  attended      boolean,
  attendee      text,
  minutes       text,
  undertakings  text,
  follow_up_on  date,
  confirmed_on  date,
  signed        text check (signed in ('signed', 'unsigned')),
  salt          bytea not null,
  entry         uuid not null
);
create index interview_of_rectification on cases.interview (rectification) where rectification is not null;

-- Which record of the file says it; made by the job that follows the act, on the same day.
create table cases.correction_record (
  case_id   uuid primary key,
  record_id uuid not null,
  filed_on  date not null,
  entry     uuid not null
);
