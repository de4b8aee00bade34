-- Attempts to approve one's own work (双岗制): refused, and kept.
create table collection.own_approval (
  submission uuid not null references collection.submission,
  who        text not null,
  at         timestamptz not null,
  entry      uuid not null,
  primary key (submission, who)
);
