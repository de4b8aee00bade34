create schema catalogue;

-- A published edition: what may be collected, from whom, shown to whom, since when. Never changed, only followed.
create table catalogue.edition (
  no           int primary key,
  name         text not null,
  digest       bytea not null,
  source       json not null, -- the pack's files, by name
  entry        uuid not null,
  origin       text not null check (origin in ('files', 'draft')), -- the folder, or the editor
  published_at timestamptz not null
);

-- Its items. The document is the exact text that is digested; the columns repeat what SQL needs.
create table catalogue.item (
  edition      int not null references catalogue.edition,
  code         text not null,
  name         text not null,
  document     json not null,
  active       boolean not null,
  nature       text not null,
  openness     text not null,
  persons_public boolean not null,
  has_impact   boolean not null,
  open_fields  text[] not null,
  basis        text[] not null,
  primary key (edition, code)
);

-- The edition in force: the newest published one.
create view catalogue.item_in_force as
  select i.* from catalogue.item i
   where i.edition = (select max(e.no) from catalogue.edition e) and i.active;
