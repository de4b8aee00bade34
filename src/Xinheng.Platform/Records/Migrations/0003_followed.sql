-- How far stored periods follow the law: which rules had begun when they were last compared, and until when records that
-- entered had been looked at. No evidence, only what need not be done again.
create table records.law_followed (
  only_row boolean primary key default true check (only_row),
  rules    bytea not null,
  through  timestamptz not null
);
