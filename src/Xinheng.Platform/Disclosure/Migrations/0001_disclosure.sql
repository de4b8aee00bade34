create schema disclosure;

-- Xinheng.Model.Disclosure.Decision.Decide for the audience "public", as a predicate. One expression of plain "and"s, so that
-- the planner inlines it and finds the partial index; random testing proves the two equal. It never answers null: what a
-- record does not say (class, mark, own openness) counts against showing it, also under "not".
create function disclosure.shows(
  openness text, own_openness text, persons_public boolean, nature text, has_impact boolean,
  subject_kind text, state text, held boolean, impact boolean, severity smallint, confirmed boolean,
  minor boolean, vetoed boolean, public_until date, today date) returns boolean
  language sql immutable parallel safe as
$$
  select state = 'current'
     and not held
     and not (minor and subject_kind = 'natural_person')
     and not (vetoed and nature = 'positive')
     and (openness = 'public' or (openness = 'per_field' and own_openness is not distinct from 'public'))
     and (subject_kind <> 'natural_person' or persons_public)
     and (nature <> 'adverse' or (confirmed and coalesce(severity, 1) >= 2))
     and (not has_impact or coalesce(impact, false))
     and (public_until is null or today < public_until)
$$;
