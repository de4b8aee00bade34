-- A department's system. Its name is never given to another once it has ended.
create table people.client (
  id           text primary key,
  organisation text not null references people.organisation,
  scope        text not null,   -- what it may do, separated by blanks: submit:CF_LP, submit:*
  scope_entry  uuid not null,   -- by which act it is so
  entry        uuid not null,
  created_at   timestamptz not null,
  ended_at     timestamptz,
  ended_in     uuid
);

-- Its public keys: it proves itself by signing with the private one. Several hold at once while keys change hands.
create table people.client_key (
  id         text primary key,  -- the first 8 bytes of the key's SHA-256
  client     text not null references people.client,
  public_key text not null,     -- PEM
  valid_from timestamptz not null,
  valid_to   timestamptz,
  entry      uuid not null,
  ended_in   uuid,              -- by which act it ends earlier than it was registered for
  check (valid_to >= valid_from) -- ended before it began: it never held
);
create index client_key_by_client on people.client_key (client);

-- Short-lived tokens of machines, by digest, with what they are for and the key they were bought with; and the ids of
-- assertions already used.
create table people.client_token (
  digest     bytea primary key,
  client     text not null references people.client,
  key        text not null references people.client_key,
  scope      text not null,
  expires_at timestamptz not null
);
create table people.client_assertion (
  client     text not null,
  jti        text not null,
  expires_at timestamptz not null,
  primary key (client, jti)
);

-- Organisations that must sign what they hand in, or no longer have to.
create table people.signature_rule (
  organisation text primary key references people.organisation,
  required     boolean not null,
  entry        uuid not null,
  decided_at   timestamptz not null
);
