-- Records on which the decision itself no longer stands, withdrawn in public as the law asks: what it was, by what paper, why. Of
-- organisations, and only what everybody could read on the day before: what nobody saw needs no notice, and what was repaired,
-- stopped or handed in by mistake has none. Until when a notice is shown is a rule, applied by whoever asks.
create view publication.withdrawal_notice as
  select r.record_id, r.item, i.name as item_name, publication.reopened(b.open, b.closed, i.open_fields) as fields, coalesce(a.name, r.authority, p.name, r.provider) as authority_name,
         r.decided_on, r.changed_at, (e.at at time zone 'Asia/Shanghai')::date as withdrawn_on,
         act.facts ->> 'kind' as kind, act.facts ->> 'basis' as basis, (act.facts ->> 'basisOn')::date as basis_on,
         left(v.standing ->> 'reason', -length('（依据：' || (act.facts ->> 'basis') || '）')) as reason
    from records.record r
    join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
    join records.revision b on (b.subject_id, b.record_id, b.no) = (r.subject_id, r.record_id, r.revision - 1)
    join journal.entry e on e.id = v.entry and e.power in ('records.withdraw', 'cases.end-review')
   cross join lateral (select e.content -> 'facts' -> 'act' as facts) act
    join catalogue.item_in_force i on i.code = r.item
    left join people.organisation p on p.code = r.provider
    left join people.organisation a on a.code = r.authority
   where r.state = 'withdrawn' and r.subject_kind <> 'natural_person' and act.facts ->> 'kind' in ('revoked', 'changed', 'unlawful', 'void')
     and disclosure.shows(i.openness, b.standing ->> 'openness', i.persons_public, b.standing ->> 'nature', i.has_impact, r.subject_kind,
                          b.standing ->> 'state', coalesce((b.standing ->> 'held')::boolean, false), (b.standing ->> 'impact')::boolean,
                          (b.standing ->> 'severity')::smallint, coalesce((b.standing ->> 'confirmed')::boolean, false), false, false,
                          (b.standing ->> 'publicUntil')::date, (e.at at time zone 'Asia/Shanghai')::date);

grant select on publication.withdrawal_notice to xinheng_portal;
