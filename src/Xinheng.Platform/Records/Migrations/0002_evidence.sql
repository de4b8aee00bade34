-- How many leaves the tree of an entry's records has: needed for inclusion proofs.
create table records.entry_tree (
  entry  uuid primary key,
  leaves int not null,
  root   bytea not null
);
