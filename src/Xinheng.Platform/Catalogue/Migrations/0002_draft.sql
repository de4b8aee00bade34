-- What somebody wants a file of the catalogue to say: never in force, one open draft for each file.
create table catalogue.draft (
  id         uuid primary key,
  file       text not null,          -- as the edition names it: items/CF_LP.yaml
  base       text,                   -- that file in force when the draft was begun; null: a new file
  text       text not null,
  note       text not null default '', -- what for, as the author says it
  state      text not null check (state in ('open', 'published', 'dropped')),
  begun_by   text not null,
  begun_at   timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  edition    int references catalogue.edition -- which it became
);
create unique index draft_open on catalogue.draft (file) where state = 'open';

-- Who wrote in it, every one of them: nobody publishes what they wrote.
create table catalogue.draft_hand (
  draft uuid not null references catalogue.draft,
  by    text not null,
  at    timestamptz not null,
  entry uuid not null,
  primary key (draft, by)
);
