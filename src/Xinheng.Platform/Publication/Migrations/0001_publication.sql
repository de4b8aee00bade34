create schema publication;

-- Open fields of a revision whose edition opened others than the catalogue in force does. Apart from the view, so that
-- reading the many that need it not does not prepare for it every time.
create function publication.reopened(open json, closed json, now_open text[]) returns json
  language sql immutable parallel safe as
$$
  select coalesce(json_object_agg(f.key, f.value), '{}')
    from (select * from json_each(open) union all select * from json_each(closed)) f
   where f.key = any (now_open)
$$;

-- The legal date, asked once for a query: as a plain call in a condition it would be asked for every row.
create view publication.today as
  select foundation.today() as today;

-- Which records anybody may read today. Expired, withdrawn and repaired ones are not in it, whoever asks.
create view publication.shown as
  select r.record_id, r.subject_id, r.revision, r.item, i.name as item_name, i.basis, i.open_fields,
         r.nature, r.subject_kind, r.provider, r.authority, r.decided_on, r.public_until, r.severity, r.contested,
         r.entered_at, r.changed_at
    from records.record r
    join catalogue.item_in_force i on i.code = r.item
   where disclosure.shows(i.openness, r.own_openness, i.persons_public, r.nature, i.has_impact, r.subject_kind,
                          r.state, r.held, r.impact, r.severity, r.confirmed,
                          r.subject_kind = 'natural_person'
                            and exists (select from subjects.person_number n where n.subject_id = r.subject_id and n.minor),
                          r.nature = 'positive'
                            and exists (select from disclosure.veto t where t.subject_id = r.subject_id and t.item = r.item and t.lifted_in is null),
                          r.public_until, (select t.today from publication.today t));

-- The same with all that is shown of them. For pages of lists, choose from publication.shown first and join this: together they are the
-- eight relations that the planner still orders freely, so a further one would have every record read for each page. What is said
-- beside a record is therefore asked for, not joined.
create view publication.record as
  select r.record_id, r.subject_id, r.item, r.item_name, r.nature, r.basis,
         s.code as subject_code, s.name as subject_name, r.subject_kind,
         r.provider, coalesce(p.name, r.provider) as provider_name,
         r.authority, a.name as authority_name,
         r.decided_on, r.public_until, r.severity, r.contested, r.revision, r.entered_at, r.changed_at,
         case when e.open_fields = r.open_fields then v.open else publication.reopened(v.open, v.closed, r.open_fields) end as fields,
         v.standing, v.entry, v.leaf, v.edition, v.commitment, substring(v.salt from 1 for 16) as open_salt, v.closed_digest,
         (select t.text from cases.statement t where t.record_id = r.record_id and t.ended_in is null) as statement,
         (select t.said_at from cases.statement t where t.record_id = r.record_id and t.ended_in is null) as stated_at
    from publication.shown r
    join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
    join catalogue.item e on e.edition = v.edition and e.code = r.item
    join subjects.subject s on s.id = r.subject_id
    left join people.organisation p on p.code = r.provider
    left join people.organisation a on a.code = r.authority;

-- What the shown revision of a record committed to as open, word for word. Without it where the catalogue in force has closed
-- a field since: the exact text cannot be given without that field.
create view publication.committed as
  select r.record_id, r.revision, r.item, v.edition, v.standing,
         case when not exists (select from json_object_keys(v.open) as f (code) where f.code <> all (r.open_fields)) then v.open end as open,
         substring(v.salt from 1 for 16) as open_salt, v.closed_digest, v.entry, v.leaf
    from publication.shown r
    join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision);

-- For each record on show today: whether a revision of it was open under an edition of the catalogue, both since when.
-- What was visible on a past day is said by the last of both up to then; the end of publicity of that time is beside it.
create view publication.record_past as
  select r.subject_id, r.record_id, v.no, c.no as edition,
         (e.at at time zone 'Asia/Shanghai')::date as revised_on,
         (c.published_at at time zone 'Asia/Shanghai')::date as published_on,
         (v.standing ->> 'publicUntil')::date as public_until,
         coalesce(i.active and disclosure.shows(
           i.openness, v.standing ->> 'openness', i.persons_public, v.standing ->> 'nature', i.has_impact, r.subject_kind,
           v.standing ->> 'state', coalesce((v.standing ->> 'held')::boolean, false), (v.standing ->> 'impact')::boolean,
           (v.standing ->> 'severity')::smallint, coalesce((v.standing ->> 'confirmed')::boolean, false), false, false, null, null), false) as shown
    from publication.record r
    join records.revision v on v.subject_id = r.subject_id and v.record_id = r.record_id
    join journal.entry e on e.id = v.entry
   cross join catalogue.edition c
    left join catalogue.item i on i.edition = c.no and i.code = r.item;

-- Organisations anybody may look up. Natural persons are in no public view.
create view publication.subject as
  select s.id, s.code, s.name, s.kind, s.status, s.region, s.established_on
    from subjects.subject s
   where s.kind <> 'natural_person';

create view publication.subject_name as
  select n.subject_id, n.name, n.until, n.normal, n.pairs from subjects.name n;

-- Which character pairs many names share, and how large a share: as the last analysis of the table found it.
create function publication.common_pairs() returns table (pair text, share real)
  language sql stable security definer set search_path = pg_catalog as $$
  select e.pair, e.share
    from pg_stats s
   cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as e (pair, share)
   where s.schemaname = 'subjects' and s.tablename = 'name' and s.attname = 'pairs' and e.pair is not null
$$;

create view publication.subject_identifier as
  select i.subject_id, i.scheme, i.lookup, i.valid_to
    from subjects.identifier i
    join subjects.subject s on s.id = i.subject_id
   where s.kind <> 'natural_person'
     and i.scheme in ('uscc', 'org-code', 'business-registration-no', 'tax-registration-no', 'institution-certificate-no', 'social-org-certificate-no');

-- Bodies that decide and hand in, to find a list's authority by part of its name.
create view publication.authority as
  select o.code, o.name from people.organisation o;

-- What is on show today, by item.
create view publication.disclosure_count as
  select r.item, count(*) as shown,
         count(*) filter (where (r.entered_at at time zone 'Asia/Shanghai')::date > (select t.today from publication.today t) - 30) as recent,
         max((r.entered_at at time zone 'Asia/Shanghai')::date) as latest
    from publication.shown r
   group by r.item;

create view publication.item as
  select i.code, i.name, i.document, i.nature, i.openness, i.basis from catalogue.item_in_force i;

create view publication.checkpoint as
  select c.size, c.at, c.note from journal.checkpoint c;

grant usage on schema publication to xinheng_portal;
grant select on all tables in schema publication to xinheng_portal;
