-- Document numbers of records as they are compared, to find a record by what stands on the paper. Filled by a job after each
-- entering: intake does not wait for it. Readers get it only through the view, so what is no longer shown is not found.
create table publication.document (
  record_id  uuid not null,
  subject_id uuid not null,
  normal     text not null,
  primary key (record_id, subject_id)
);
create index document_normal on publication.document (normal text_pattern_ops);

create view publication.document_number as
  select d.normal, s.record_id, s.subject_id
    from publication.document d
    join publication.shown s on (s.record_id, s.subject_id) = (d.record_id, d.subject_id);

grant select on publication.document_number to xinheng_portal;
