-- What an application for repair says beyond its case: which record, and what was publicly promised, as signed.
create table cases.repair (
  case_id            uuid primary key,
  record_id          uuid not null,
  commitment         text not null,   -- the text as signed; names no natural person
  commitment_version text not null,
  commitment_digest  bytea not null,  -- SHA-256 of the text, which the journal repeats
  entry              uuid not null
);
create index repair_of_record on cases.repair (record_id);

-- Who acts for the subject. Name and numbers are sealed where all persons' numbers are; here stand their tokens.
create table cases.repair_proxy (
  case_id  uuid primary key references cases.repair,
  person   uuid not null,   -- of the document shown
  name     uuid not null,
  phone    uuid not null,
  relation text not null check (relation in ('employee', 'lawyer', 'relative', 'other')),
  filed_on date not null,
  entry    uuid not null
);
create index repair_proxy_person on cases.repair_proxy (person, filed_on);
create index repair_proxy_phone on cases.repair_proxy (phone, filed_on);

-- Until when somebody cannot apply, and why. No end: no term is confirmed here, so nothing is barred.
create table cases.repair_bar (
  case_id    uuid primary key,
  subject_id uuid not null,
  kind       text not null check (kind in ('false-materials', 'abuse')),
  found_on   date not null,
  until      date,   -- the first day on which an application is taken again
  rule       text,   -- the rule it was counted by, with its place
  entry      uuid not null
);
create index repair_bar_of_subject on cases.repair_bar (subject_id);

-- A court approved a plan; one case for each body that determined something about the subject.
create table cases.reorganisation (
  case_id  uuid primary key,
  kind     text not null check (kind in ('reorganisation', 'settlement')),
  court    text not null,
  ruling   text not null,   -- number of the court's document
  ruled_on date not null,
  ends_on  date,            -- by when the plan is to be carried out, where the ruling says so
  abused   boolean,         -- said when it failed
  entry    uuid not null
);

-- Records it hides.
create table cases.reorganised (
  case_id   uuid not null references cases.reorganisation,
  record_id uuid not null,
  primary key (case_id, record_id)
);
create index reorganised_record on cases.reorganised (record_id);

-- Whom the program told that a record may be repaired now; once for each record.
create table cases.repair_reminder (
  record_id   uuid primary key,
  reminded_on date not null
);
create table cases.repair_reminded (
  only_row boolean primary key default true check (only_row),
  through  date not null
);
