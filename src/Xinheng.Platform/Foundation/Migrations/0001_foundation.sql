-- The anonymous portal's role: it may read schema publication and nothing else.
do $$
begin
  if not exists (select from pg_roles where rolname = 'xinheng_portal') then
    create role xinheng_portal nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same server made it in the same moment
end
$$;

-- The owner's program takes this role for anonymous reads; whoever is no superuser must be in it for that.
do $$
begin
  if not pg_has_role(current_user, 'xinheng_portal', 'member') then
    execute format('grant xinheng_portal to %I', current_user);
  end if;
exception when insufficient_privilege then
  null; -- the administrator grants it; the README says how
end
$$;

-- What a fictional installation takes for today; empty everywhere else.
create table foundation.simulated_clock (
  only_row boolean primary key default true check (only_row),
  today    date not null
);

-- The legal date: Asia/Shanghai, whatever the session's zone.
create function foundation.today() returns date
  language sql stable parallel safe security definer set search_path = pg_catalog as
$$ select coalesce((select c.today from foundation.simulated_clock c), (now() at time zone 'Asia/Shanghai')::date) $$;

create table foundation.job (
  id         uuid primary key,
  kind       text not null,
  payload    json not null,
  run_at     timestamptz not null,
  created_at timestamptz not null default now(),
  state      text not null default 'waiting' check (state in ('waiting', 'done', 'dead')),
  ended_at   timestamptz
);
create index job_waiting on foundation.job (run_at) where state = 'waiting';

-- Written outside the job's own transaction, so that an attempt cut short by a crash counts, too.
create table foundation.job_attempt (
  job        uuid not null references foundation.job on delete cascade,
  started_at timestamptz not null default now(),
  ended_at   timestamptz,
  error      text,
  primary key (job, started_at)
);

-- An encrypted original. Destroying the wrapped key destroys the content; digest and length remain.
create table foundation.file (
  id          uuid primary key,
  digest      bytea not null,
  length      bigint not null,
  key_version int not null,
  wrapped_key bytea,
  created_at  timestamptz not null
);
