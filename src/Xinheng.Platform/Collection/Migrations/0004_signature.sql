-- A department's own signature over what it handed in: evidence of who sent what. A file that comes again signed by
-- another key has one for each.
create table collection.signature (
  submission  uuid not null references collection.submission,
  key         text not null,  -- the machine's, as room People has it
  client      text not null,
  algorithm   text not null,
  jws         text not null,  -- with its payload put back
  entry       uuid not null,  -- the act that received it; it names the digest of jws
  verified_at timestamptz not null, -- when the file came; the key held then
  primary key (submission, key)
);
