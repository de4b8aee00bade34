-- Document numbers of what is on record, read as places in their body's yearly series: by them gaps are seen, and a document
-- is found by its number. Read off the revisions, no evidence of its own.
create table assessment.document (
  record_id  uuid primary key,
  subject_id uuid not null,
  item       text not null,
  authority  text not null,
  provider   text not null,
  number     text not null, -- as it is compared: brackets and width made one
  prefix     text,
  year       int,
  seq        int
);
create index document_number on assessment.document (number);
create index document_series on assessment.document (year, authority, prefix, seq) where seq is not null;

-- How far the records have been read.
create table assessment.document_count (
  only_row boolean primary key default true check (only_row),
  through  timestamptz not null
);
