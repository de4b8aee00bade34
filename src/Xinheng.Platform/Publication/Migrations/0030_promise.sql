-- Promises as anybody reads them: what may be signed, how many did, and whether an organisation's public promise holds today. Whose
-- promises they are stands in their records, not here.
create view publication.promise_template as
  select t.code, t.version, t.content, t.kind, t.title, t.matter, t.industry, t.body, t.openness, t.months, t.decided_at,
         (select o.name from people.organisation o where o.code = t.body) as body_name
    from cases.promise_template t
   where t.state = 'in_force';

create view publication.promise_count as
  select p.template, count(*) as signed, count(*) filter (where p.state = 'fulfilled') as fulfilled, count(*) filter (where p.state = 'broken') as broken
    from cases.promise p
   where p.state <> 'withdrawn'
   group by p.template;

create view publication.promise_present as
  select p.subject_code, p.template, p.signed_at, p.id, p.number, p.signed_on, p.valid_until
    from cases.promise p
   where p.subject_code is not null and p.openness = 1 and p.state not in ('broken', 'withdrawn')
     and (p.valid_until is null or p.valid_until >= foundation.today());

grant select on publication.promise_template, publication.promise_count, publication.promise_present to xinheng_portal;
