-- By when something is due, and why: never a timer. A due date that leads through a year without calendar awaits that year.
create table law.deadline (
  id               uuid primary key,
  kind             text not null, -- what it is about: the kind of thing, and which
  about            uuid not null,
  rule             text not null,
  jurisdiction     text not null, -- whose rule it is
  basis            text not null,
  amount           int not null,  -- as the rule said when the deadline was set
  unit             text not null,
  profile          text not null, -- the place whose law and calendar count
  start_fact       text not null,
  started_on       date not null, -- day 0
  rules_on         date not null, -- the day whose rule it keeps: a case ends under the rules it began under
  calendar         text not null,
  calendar_version text not null,
  due_on           date,          -- the last day in time
  awaits_year      int,
  set_at           timestamptz not null,
  set_in           int not null references law.loading, -- the law known when it was set
  counted_in       int not null references law.loading, -- and when it was last counted
  entry            uuid not null,
  met_on           date,
  ended_at         timestamptz,   -- met, or no longer asked of anybody
  ended_entry      uuid,
  paused_after     date[] not null default '{}', -- each time it was stopped, the day
  paused_through   date[] not null default '{}', -- and the day it went on; one fewer while it stands still
  check (cardinality(paused_after) - cardinality(paused_through) between 0 and 1),
  check (case when cardinality(paused_after) = cardinality(paused_through)
              then (due_on is null) <> (awaits_year is null) else due_on is null and awaits_year is null end)
);
create index deadline_due on law.deadline (due_on, id) where ended_at is null;
create index deadline_awaiting on law.deadline (calendar, awaits_year, id) where ended_at is null and awaits_year is not null;
create index deadline_about on law.deadline (kind, about);

-- What a calendar's coming or changing did to deadlines, exactly.
create table law.deadline_change (
  deadline   uuid not null references law.deadline,
  loading    int not null references law.loading,
  was_due_on date,
  was_awaiting int,
  due_on     date,
  awaits_year int,
  primary key (deadline, loading)
);
create index deadline_change_loading on law.deadline_change (loading, deadline);
