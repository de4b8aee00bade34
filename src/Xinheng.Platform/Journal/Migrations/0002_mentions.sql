-- Which things an entry speaks of, whatever its act calls them: every id that stands in it. Who follows one thing through the
-- log asks by this.
create function journal.mentions(content json) returns uuid[] language sql immutable parallel safe as
$$
  select coalesce(array_agg(distinct found[1]::uuid), '{}')
    from regexp_matches(content::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as found
$$;
create index entry_mentions on journal.entry using gin (journal.mentions(content));
