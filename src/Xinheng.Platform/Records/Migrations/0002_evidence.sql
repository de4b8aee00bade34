-- The trees of commitments that journal entries name, and their leaves in blocks of 1,024 with the root of each block:
-- a proof reads one block and the roots of the others.
create table records.entry_tree (
  entry  uuid primary key,
  leaves int not null,
  root   bytea not null
);

create table records.tree_block (
  entry  uuid not null,
  no     int not null,
  leaves bytea not null, -- commitments, 32 bytes each
  root   bytea not null,
  primary key (entry, no)
);

-- Few: found for every new row, to hold what resembles a repaired record.
create index record_repaired on records.record (subject_id, item) where state = 'repaired';
