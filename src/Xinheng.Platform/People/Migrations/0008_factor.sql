-- Second factors: authenticator apps and passkeys. One that ended stays as a row; its secret does not.
create table people.factor (
  id              uuid primary key,
  account         uuid not null references people.account,
  kind            text not null check (kind in ('totp', 'passkey')),
  name            text not null,      -- as its owner calls it
  secret          text,               -- an authenticator's, sealed; null once it ended
  last_step       bigint,             -- the step of the code last used: a code buys one sign-in
  credential      bytea,              -- a passkey's id, public key and counter
  public_key      bytea,
  sign_count      bigint,
  transports      text,               -- how its device is reached, separated by blanks
  backup_eligible boolean,
  backed_up       boolean,
  entry           uuid not null,
  created_at      timestamptz not null,
  used_at         timestamptz,
  ended_at        timestamptz,
  ended_in        uuid,
  check ((kind = 'passkey') = (credential is not null and public_key is not null and sign_count is not null)),
  check ((kind = 'totp' and ended_at is null) = (secret is not null)),
  check ((ended_at is null) = (ended_in is null))
);
create index factor_account on people.factor (account);
create unique index factor_credential on people.factor (credential) where ended_at is null;

-- Recovery codes of the newest set, by digest; each is good once.
create table people.recovery_code (
  account uuid not null references people.account,
  digest  bytea not null,
  entry   uuid not null,
  used_at timestamptz,
  primary key (account, digest)
);

-- Passkeys' challenges that were answered: each is answered once.
create table people.spent_challenge (
  digest     bytea primary key,
  expires_at timestamptz not null
);
