-- What was proved of somebody, waiting to be taken up with a code that is kept as a slow hash only. Of the person there stand
-- here ids alone: the number is sealed where persons' numbers are, an enterprise's agent is a holder.
create table people.enrolment (
  id           uuid primary key,
  role         text not null check (role in ('Citizen', 'EnterpriseUser')),
  subject      uuid not null,
  code         text,                            -- unified code of the enterprise
  holder       uuid references people.holder,   -- its agent
  paper        text,                            -- by what the agent acts
  method       text not null,                   -- who proved it
  organisation text,                            -- at whose counter
  secret       bytea not null unique,
  entry        uuid not null,
  proved_at    timestamptz not null,
  lapses_at    timestamptz not null,
  used_in      uuid,
  check ((role = 'EnterpriseUser') = (code is not null and holder is not null and paper is not null))
);
create index enrolment_of_subject on people.enrolment (subject);

-- Whose own file an account opens. It is the grant itself: nobody gives or confirms the role of a citizen or an enterprise user.
create table people.subject_binding (
  account   uuid primary key references people.account,
  role      text not null check (role in ('Citizen', 'EnterpriseUser')),
  subject   uuid not null,
  code      text,
  enrolment uuid not null unique references people.enrolment,
  salt      bytea not null,   -- of the commitment in the log, which says whose account it is to nobody without it
  entry     uuid not null,
  bound_at  timestamptz not null,
  check ((role = 'EnterpriseUser') = (code is not null))
);
create index subject_binding_of_subject on people.subject_binding (subject);
