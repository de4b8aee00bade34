-- Keys by which somebody reads open data faster. Nobody's name stands here: a key is only a larger allowance that can be taken back.
create table publication.data_key (
  id         uuid primary key,
  hash       bytea not null unique, -- SHA-256: the key itself is 192 random bits, no slow hash is needed
  created_at timestamptz not null,
  revoked_at timestamptz
);

create table publication.data_use (
  key      uuid not null references publication.data_key,
  day      date not null,
  requests bigint not null,
  cost     bigint not null,
  primary key (key, day)
);
