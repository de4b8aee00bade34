-- How punctually departments handed in, over the last year: what entered, by department and item.
create view publication.timeliness as
  select s.provider, s.item, sum(s.on_time)::bigint as on_time, sum(s.late)::bigint as late
    from collection.submission s
   where s.entered_at is not null
     and s.received_at >= ((select t.today from publication.today t) - interval '1 year') at time zone 'Asia/Shanghai'
   group by s.provider, s.item
  having sum(s.on_time + s.late) > 0;

-- When this platform took a rule for the law, and until when: our clock; the law's own is in the rule.
create view publication.rule_recorded as
  select p.name as rule, p.scope as jurisdiction, p.valid_from, p.recorded_at, p.recorded_until
    from law.provision p
   where p.kind = 'rule';

grant select on publication.timeliness, publication.rule_recorded to xinheng_portal;
