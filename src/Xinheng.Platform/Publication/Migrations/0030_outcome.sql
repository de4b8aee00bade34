-- What complaints were upheld and which rewards were given: without anybody's name, and without what anybody wrote but the operator.
create view publication.upheld_complaint as
  select r.closed_on as on_day, r.target, o.name as unit, r.public_words as words
    from cases.report r
    left join people.organisation o on o.code = r.unit
   where r.kind = 'complaint' and r.stage = 'founded' and r.public_words is not null;

create view publication.given_reward as
  select r.reward_on as on_day, r.reward_basis as basis, r.reward_yuan as yuan, r.reward_paid_on as paid_on
    from cases.report r
   where r.reward_granted;

-- Which bodies one can complain of: those that are registered, by name.
create view publication.registered_unit as
  select o.code, o.name from people.organisation o;

grant select on publication.upheld_complaint, publication.given_reward, publication.registered_unit to xinheng_portal;
