-- Numbers of natural persons, each sealed in this one place and nowhere else: records name the row. Also numbers of people a
-- record mentions without being about them (a legal representative), and birth dates, which stand here like numbers.
create table subjects.person_number (
  id              uuid primary key,     -- what records say instead of the number; made at random
  subject_id      uuid,                 -- whose it is, once a record is about that person
  scheme          text not null,
  lookup          bytea not null unique, -- HMAC of scheme and number
  lookup_version  int not null,         -- of the key that made it
  content         bytea not null,       -- the number under AES-GCM
  content_version int not null,
  minor           boolean not null       -- its bearer is under age; looked at again every day. No date stands here.
);
create index person_number_of_subject on subjects.person_number (subject_id) where subject_id is not null;
create index person_number_minor on subjects.person_number (subject_id) where minor;
