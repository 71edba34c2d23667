export const COMMENTS = `
comment on table actor is 'People who play in films';
comment on table customer is 'People who rent at one of the stores';
comment on column customer.active is '1 or 0; older than activebool, which says the same (or should)';
comment on column customer.email is 'Written down at the counter, never confirmed';
comment on table film is 'Titles that a store may have copies of';
comment on column film.rental_duration is 'Days until a late fee is due';
comment on column film.length is 'Minutes';
comment on column film.fulltext is 'Search terms of title and description, kept by a trigger';
comment on table inventory is 'One row for each copy of a film';
comment on table payment is 'What customers paid; rental_id has no foreign key';
comment on table rental is 'One row each time that a copy left a store';
comment on column rental.return_date is 'Empty while the copy is out';
comment on column staff.password is 'A hash of no algorithm worth its name';
comment on view sales_by_store is 'Payments by the store that owns the copy';
`;
