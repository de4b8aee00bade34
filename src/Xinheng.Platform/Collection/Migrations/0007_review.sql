-- Columns of a file that somebody took for one of the item's, where its names do not say it: part of what is approved. An
-- empty field leaves the column out.
create table collection.column_choice (
  submission uuid not null references collection.submission,
  given      text not null,
  field      text not null,
  chosen_by  text not null,
  chosen_at  timestamptz not null,
  primary key (submission, given)
);

-- The same, kept for the next file of the same body and item.
create table collection.column_memory (
  provider  text not null,
  item      text not null,
  given     text not null,
  field     text not null,
  chosen_at timestamptz not null,
  primary key (provider, item, given)
);

-- Good rows laid before the reviewer: those that are unusual, with why, and a few ordinary ones as a sample (no kinds). Sealed
-- like the rows that stay. record and revision: the one on record that the row would correct.
create table collection.review_row (
  submission  uuid not null references collection.submission,
  row         bigint not null,
  kinds       text[] not null,
  needs_article boolean not null,
  record      uuid,
  content     bytea not null,
  primary key (submission, row)
);

-- Bodies of which rows of an item have entered: another's first is looked at.
create table collection.body_seen (
  item text not null,
  body text not null,
  primary key (item, body)
);
