-- 授权: what a subject agreed that an organisation may read, what for, how long, how often. Taken back: the next reading is refused.
create table disclosure.authorisation (
  id           uuid primary key,
  subject_id   uuid not null,
  organisation text not null,            -- to whom
  purpose      text not null,            -- a code of the closed list
  items        text[] not null,          -- of the catalogue; none: all that is open to authorised queries
  valid_from   date not null,
  valid_until  date not null,            -- last day, included
  reads        int not null check (reads > 0),
  paper        text,                     -- number of the paper in the archive, where it was given at a counter
  agent        uuid,                     -- token of the number of the organisation's agent, who showed a document too
  entry        uuid not null,
  revoked_in   uuid,
  check (valid_from <= valid_until)
);
create index authorisation_of_subject on disclosure.authorisation (subject_id);

-- Short codes that the organisation types, each good for one reading. Only their hash is kept, and only for minutes.
create table disclosure.one_time_code (
  id            uuid primary key,
  authorisation uuid not null references disclosure.authorisation,
  hash          text not null,
  expires_at    timestamptz not null,
  attempts      int not null default 0,
  used_at       timestamptz
);
create index one_time_code_of_authorisation on disclosure.one_time_code (authorisation);

-- Codes typed wrong, by organisation: guessing is slow.
create table disclosure.wrong_code (
  organisation text not null,
  at           timestamptz not null
);
create index wrong_code_by_organisation on disclosure.wrong_code (organisation, at);

-- 不公示请求: what the subject wants nobody shown, by item, for as long as it is not taken back.
create table disclosure.veto (
  subject_id uuid not null,
  item       text not null,
  entry      uuid not null,
  lifted_in  uuid,
  primary key (subject_id, item, entry)
);
create unique index veto_in_force on disclosure.veto (subject_id, item) where lifted_in is null;
