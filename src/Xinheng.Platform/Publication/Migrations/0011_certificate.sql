-- 此人非彼人 certificates that were made out: their digests, so that whoever is shown one can ask whether it is ours. Whom one was
-- made out for, and about which record, stands on the certificate alone.
create table publication.certificate (
  id        uuid primary key,
  sha256    bytea not null unique check (length(sha256) = 32), -- of the signed file
  issued_on date not null,
  entry     uuid not null
);

create view publication.certificate_issued as
  select c.sha256, c.issued_on from publication.certificate c;

grant select on publication.certificate_issued to xinheng_portal;
