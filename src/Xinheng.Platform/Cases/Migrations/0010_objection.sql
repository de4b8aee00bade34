-- 异议: what a subject said about a record, and what came of it. The case itself (stage, clocks, timeline, papers) is the kernel's.
create table cases.objection (
  case_id    uuid primary key,
  record     uuid not null,
  subject    uuid not null,
  item       text not null,
  revision   int not null,      -- the one that was contested
  ground     text not null,     -- of the catalogue's set 异议理由
  why        text not null,     -- in the subject's own words
  filed_by   text not null,
  entry      uuid not null,
  compared   text check (compared in ('same', 'differs', 'gone')),
  compared_with uuid,           -- the submission whose row it was held against
  compared_row bigint,
  outcome    text,              -- delete, correct, add, stop, remove, not-upheld, not-verifiable; mended where it was the platform's fault
  reasons    text,
  decided_by text,
  ended_on   date,              -- answered, mended or taken back
  decided_in uuid,
  after      int                -- the revision that the decision wrote
);
create index objection_of_record on cases.objection (record);

-- What is said to be wrong, one by one; each is answered.
create table cases.claim (
  case_id uuid not null references cases.objection,
  no      int not null,
  field   text,                 -- null: the record as a whole
  "right" text not null,
  answer  text,
  primary key (case_id, no)
);

-- Papers on their way: encrypted on disk, of no case yet. With the filing they become papers of the case; the file of what nobody
-- files within a day is swept like any other that no row of foundation.file knows.
create table cases.evidence (
  id          uuid primary key,
  subject     uuid not null,
  record      uuid not null,
  name        text not null,
  media_type  text not null,
  length      bigint not null,
  digest      bytea not null,
  key_version int not null,
  wrapped_key bytea not null,
  kept_at     timestamptz not null
);
create index evidence_of_subject on cases.evidence (subject, record);

-- Whoever had read what was wrong, by the trace, and was told.
create table cases.told (
  case_id      uuid not null,   -- of an objection, or of a review or suit
  organisation text not null,
  looks        int not null,
  last_look    timestamptz not null,
  entry        uuid not null,
  told_at      timestamptz not null,
  primary key (case_id, organisation)
);
create index told_organisation on cases.told (organisation, told_at desc);

-- A mistake that was found in what a provider handed in, until it says what it did about the cause.
create table cases.defect (
  id        uuid primary key,
  case_id   uuid not null unique references cases.objection,
  provider  text not null,
  item      text not null,
  record    uuid not null,
  submission uuid,
  "row"     bigint,
  what      text not null,
  entry     uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  done      text,
  closed_in uuid
);
create index defect_open on cases.defect (provider, opened_at) where closed_at is null;

-- 复议、诉讼 about the decision behind a record.
create table cases.review (
  case_id   uuid primary key,
  record    uuid not null,
  subject   uuid not null,
  kind      text not null check (kind in ('review', 'suit')),
  authority text not null,      -- the review authority or court
  document  text not null,      -- notice of acceptance
  begun_on  date not null,
  entry     uuid not null,
  outcome   text check (outcome in ('revoked', 'changed', 'unlawful', 'void', 'stands', 'ended')),
  judgment  text,
  judged_on date,
  reasons   text,
  decided_in uuid
);
create index review_of_record on cases.review (record);
