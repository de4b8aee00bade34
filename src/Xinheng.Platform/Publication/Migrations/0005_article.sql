-- News and policy documents of the operator. Drafts are nobody's but the staff's: the anonymous role reads only the two views.
create table publication.article (
  id               uuid primary key,
  kind             text not null check (kind in ('news', 'policy')),
  organisation     text,          -- whose people wrote it; null: the operator's own
  region           text,          -- division whose operators approve; null: those of the whole installation
  withdrawn_at     timestamptz,
  withdrawn_reason text,
  withdrawn_in     uuid
);

-- Each text that was ever published stays; a correction is a further version. Only what is not approved yet is written over.
create table publication.article_version (
  article         uuid not null references publication.article,
  no              int not null,
  title           text not null,
  body            text not null,
  issuer          text,           -- of a policy: who issued it, under which number, when
  document_number text,
  issued_on       date,
  correction      text,           -- why there is a version after the first one published
  state           text not null check (state in ('draft', 'waiting', 'returned', 'approved')),
  hands           text[] not null, -- whoever wrote in it: none of them approves
  written_by      text not null,
  written_at      timestamptz not null,
  decided_by      text,
  decided_at      timestamptz,
  decision        text,           -- why it was returned
  publish_at      timestamptz,
  entry           uuid not null,
  primary key (article, no)
);
create index article_version_by_state on publication.article_version (state, written_at desc);

create view publication.article_approved as
  select a.id, a.kind, v.no, v.title, v.body, v.issuer, v.document_number, v.issued_on, v.correction, v.publish_at
    from publication.article a
    join publication.article_version v on v.article = a.id
   where v.state = 'approved' and a.withdrawn_at is null;

create view publication.article_withdrawn as
  select a.id, a.kind, a.withdrawn_at, a.withdrawn_reason
    from publication.article a
   where a.withdrawn_at is not null
     and exists (select from publication.article_version v where v.article = a.id and v.state = 'approved' and v.publish_at <= a.withdrawn_at);

grant select on publication.article_approved, publication.article_withdrawn to xinheng_portal;
