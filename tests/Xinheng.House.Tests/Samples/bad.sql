-- Bad on purpose: writes an earlier room's schema and refers to a later one. publication.page in a comment is nothing.
create table subjects.shadow (id uuid primary key);
create index shadow_id on collection.submission (id);
alter table collection.submission add foreign key (id) references exchange.envelope (id);
