-- Where members of staff are signed in. A session ends by itself (idle, or after a working day), by signing out, or
-- from another of its account's sessions; the row stays and says who was signed in from where.
create table people.session (
  id         uuid primary key,
  account    uuid not null references people.account,
  stamp      uuid not null,
  way        text not null,        -- how its owner proved who they are
  proved_at  timestamptz not null, -- and when they last did
  address    text not null,
  agent      text not null,
  started_at timestamptz not null,
  seen_at    timestamptz not null,
  ended_at   timestamptz
);
create index session_account on people.session (account, started_at);

-- Attempts to sign in, by the digest of the name that was typed (which may not be an account's) and by address.
create table people.sign_in_brake (
  kind         text not null check (kind in ('name', 'address')),
  key          text not null,
  attempts     int not null,
  since        timestamptz not null,
  closed_until timestamptz,
  primary key (kind, key)
);
create index sign_in_brake_since on people.sign_in_brake (since);
