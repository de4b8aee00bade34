-- How long units take with what has a clock, over the last year, from the cases themselves: nobody types these figures in. Only
-- numbers: which case is whose stands in no public view.
create view publication.clock_statistic as
  select c.procedure, k.clock, k.owes, k.organisation, o.name as organisation_name,
         count(*) as started,
         count(*) filter (where d.met_on is not null) as done,
         count(*) filter (where d.met_on <= d.due_on) as in_time,
         count(*) filter (where d.met_on > d.due_on) as late,
         count(*) filter (where not k.ended) as running,
         count(*) filter (where not k.ended and d.due_on < (select t.today from publication.today t)) as overdue,
         percentile_disc(0.5) within group (order by d.met_on - k.started_on) filter (where d.met_on is not null) as median_days,
         percentile_disc(0.95) within group (order by d.met_on - k.started_on) filter (where d.met_on is not null) as p95_days
    from procedures.clock k
    join procedures.case_file c on c.id = k.case_id
    join law.deadline d on d.id = k.deadline
    left join people.organisation o on o.code = k.organisation
   where k.owes <> 'subject' and k.started_on > (select t.today from publication.today t) - interval '1 year'
   group by c.procedure, k.clock, k.owes, k.organisation, o.name;

grant select on publication.clock_statistic to xinheng_portal;
