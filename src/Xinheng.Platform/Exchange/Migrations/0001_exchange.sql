create schema exchange;

-- One each time a record leaves public view. Strangers are told its id and that the record is no longer current, never why.
create table exchange.tombstone (
  id         uuid primary key,
  no         bigint unique,    -- the order in which subscribers are told; given soon after the act has committed
  record_id  uuid not null,
  subject_id uuid not null,
  item       text not null,
  why        text not null check (why in ('repaired', 'withdrawn', 'shielded', 'archived', 'stopped', 'expired', 'other')),
  open       boolean not null, -- strangers may hold a copy; false: it never was in public view, and no subscriber is told
  at         timestamptz not null,
  entry      uuid,             -- of the act that decided; null: it ended with a day, a rule or a request
  restored_at    timestamptz,  -- the record is on show again, and nobody needs to take it down any more
  restored_entry uuid,
  check (restored_at is not null or restored_entry is null)
);
create unique index tombstone_now on exchange.tombstone (record_id) where restored_at is null;
create index tombstone_of_record on exchange.tombstone (record_id, at);
create index tombstone_of_subject on exchange.tombstone (subject_id, at);
create index tombstone_unnumbered on exchange.tombstone (at) where no is null;

-- The last number given. One program numbers at a time, so that numbers become visible in their order.
create table exchange.numbering (
  only_row boolean primary key default true check (only_row),
  last     bigint not null
);

-- Who receives what leaves: an institution, a bank, another platform, a site that copies.
create table exchange.subscriber (
  id      uuid primary key,
  name    text not null,
  kind    text not null check (kind in ('institution', 'bank', 'platform', 'site', 'other')),
  webhook text,               -- where it is told; null: it comes and asks
  probe   text,               -- its own page of a record, {record} in place of the id
  from_no bigint not null,    -- it owes nothing for what left up to here
  registered_at timestamptz not null,
  entry         uuid not null,
  ended_at timestamptz,
  ended_in uuid,
  to_no    bigint,            -- and nothing for what left after it had ended
  check ((ended_at is null) = (ended_in is null) and (ended_at is null) = (to_no is null))
);

-- What webhooks are signed with, sealed under a key outside the database. While one is changed, two hold.
create table exchange.secret (
  subscriber uuid not null references exchange.subscriber (id),
  made_at    timestamptz not null,
  until      timestamptz,
  sealed     text not null,
  entry      uuid not null,
  primary key (subscriber, entry)
);

-- What a subscriber proves itself with when it asks or confirms; only the digest is kept.
create table exchange.access_key (
  digest     bytea primary key check (length(digest) = 32),
  subscriber uuid not null references exchange.subscriber (id),
  made_at    timestamptz not null,
  until      timestamptz,
  entry      uuid not null
);

-- How far each was told.
create table exchange.progress (
  subscriber uuid primary key references exchange.subscriber (id),
  sent_to    bigint not null,   -- up to here every tombstone has its delivery, or needs none
  webhook_gone_at timestamptz,  -- its address answered 410 Gone: from then on it comes and asks
  polled_at  timestamptz
);

-- One webhook message: sent again under the same id until it is answered. At most one waits for each subscriber.
create table exchange.message (
  id         uuid primary key,
  subscriber uuid not null references exchange.subscriber (id),
  made_at    timestamptz not null,
  size       int not null,
  attempts   int not null default 0,
  tried_at   timestamptz,
  next_at    timestamptz not null,
  status     int,              -- of the last answer
  error      text,
  closed_at  timestamptz       -- answered, or replaced
);
create unique index message_waiting on exchange.message (subscriber) where closed_at is null;

-- What a subscriber was told, and what it said.
create table exchange.delivery (
  subscriber uuid not null references exchange.subscriber (id),
  tombstone  uuid not null references exchange.tombstone (id),
  message    uuid references exchange.message (id),  -- the last one it stood in; null: it was fetched
  attempts   int not null default 0,
  sent_at    timestamptz,      -- first
  last_at    timestamptz,
  next_at    timestamptz,      -- when it is said again; null: it is in the waiting message, or need not be
  error      text,
  acknowledgement uuid,        -- the receipt; set once
  acknowledged_at timestamptz,
  probe      text check (probe in ('gone', 'showing', 'unclear')),
  probed_at  timestamptz,
  primary key (subscriber, tombstone),
  check ((acknowledgement is null) = (acknowledged_at is null))
);
create index delivery_of_tombstone on exchange.delivery (tombstone);
create index delivery_of_message on exchange.delivery (message) where message is not null;
create index delivery_open on exchange.delivery (subscriber, next_at) where acknowledgement is null;
create index delivery_to_probe on exchange.delivery (subscriber, probed_at nulls first) where acknowledgement is not null;
create index delivery_acknowledged on exchange.delivery (acknowledgement) where acknowledgement is not null;

-- Confirmations: a subscriber's own word that it has taken something down. Appended, never changed.
create table exchange.acknowledgement (
  id         uuid primary key,
  subscriber uuid not null references exchange.subscriber (id),
  at         timestamptz not null,
  way        text not null check (way in ('answer', 'call')),  -- in the answer to a webhook, or by calling us
  message    uuid,
  body       bytea not null check (length(body) = 32),         -- SHA-256 of the bytes it sent
  confirmed  int not null check (confirmed > 0),               -- how many tombstones it confirmed with it for the first time
  named      bytea not null check (length(named) = 32)         -- SHA-256 over their ids in order
);
create index acknowledgement_of_subscriber on exchange.acknowledgement (subscriber, at);

-- What was seen at a subscriber's own page. Appended; the last one counts.
create table exchange.sighting (
  subscriber uuid not null,
  tombstone  uuid not null,
  at         timestamptz not null,
  status     int,
  outcome    text not null check (outcome in ('gone', 'showing', 'unclear')),
  primary key (subscriber, tombstone, at)
);

-- A receipt is a receipt: what somebody confirmed is not unsaid and not moved.
create function exchange.keep_receipt() returns trigger language plpgsql as $$
begin
  raise exception 'exchange: a receipt is never changed or removed';
end
$$;
create trigger keep_receipt before update or delete on exchange.acknowledgement for each row execute function exchange.keep_receipt();
create trigger keep_receipt before delete on exchange.delivery for each row
  when (old.acknowledgement is not null) execute function exchange.keep_receipt();
create trigger keep_receipt_set before update on exchange.delivery for each row
  when (old.acknowledgement is not null and (new.acknowledgement is distinct from old.acknowledgement or new.acknowledged_at is distinct from old.acknowledged_at))
  execute function exchange.keep_receipt();

-- Each tombstone each subscriber owes something for, and where it stands: every pair in exactly one state.
--   since: when the subscriber's time began; from the first sending, for who comes and asks from the departure itself.
create view exchange.standing as
  select s.id as subscriber, t.id as tombstone, t.record_id, t.subject_id, t.at, t.no,
         case when d.acknowledgement is not null and d.probe = 'showing' then 'showing'
              when d.acknowledgement is not null then 'acknowledged'
              when t.restored_at is not null then 'void'
              when coalesce(d.attempts, 0) > 0 then 'unanswered'
              else 'unsent' end as state,
         case when s.webhook is not null and p.webhook_gone_at is null then d.sent_at else t.at end as since,
         d.sent_at, d.last_at, coalesce(d.attempts, 0) as attempts, d.error, d.acknowledged_at, d.probed_at
    from exchange.subscriber s
    join exchange.progress p on p.subscriber = s.id
    join exchange.tombstone t on t.open and coalesce(t.no, 9223372036854775807) > s.from_no and (s.to_no is null or t.no <= s.to_no)
    left join exchange.delivery d on d.subscriber = s.id and d.tombstone = t.id;
