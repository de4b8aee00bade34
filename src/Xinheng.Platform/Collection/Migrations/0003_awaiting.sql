-- Rows whose cycle of working days runs into a year whose calendar is not loaded: neither in time nor late until it comes.
-- on_time + late + these are all rows of a submission that entered, have a date and a cycle in days.
create table collection.awaiting_calendar (
  submission  uuid not null references collection.submission,
  decided_on  date not null,
  working_days int not null, -- the item's cycle
  awaits_year int not null,
  rows        bigint not null,
  primary key (submission, decided_on)
);
