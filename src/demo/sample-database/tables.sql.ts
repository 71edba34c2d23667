/** The well-known tables, bare: keys and indexes come after the rows, which is faster. */
export const TABLES = `
create domain year as integer constraint year_check check (value >= 1901 and value <= 2155);
create type mpaa_rating as enum ('G', 'PG', 'PG-13', 'R', 'NC-17');

create table country (
  country_id serial, country varchar(50) not null, last_update timestamp not null default now());
create table city (
  city_id serial, city varchar(50) not null, country_id smallint not null, last_update timestamp not null default now());
create table address (
  address_id serial, address varchar(50) not null, address2 varchar(50), district varchar(20) not null,
  city_id smallint not null, postal_code varchar(10), phone varchar(20) not null,
  last_update timestamp not null default now());
create table language (
  language_id serial, name character(20) not null, last_update timestamp not null default now());
create table category (
  category_id serial, name varchar(25) not null, last_update timestamp not null default now());
create table actor (
  actor_id serial, first_name varchar(45) not null, last_name varchar(45) not null,
  last_update timestamp not null default now());
create table film (
  film_id serial, title varchar(255) not null, description text, release_year year, language_id smallint not null,
  rental_duration smallint not null default 3, rental_rate numeric(4,2) not null default 4.99, length smallint,
  replacement_cost numeric(5,2) not null default 19.99, rating mpaa_rating default 'G',
  last_update timestamp not null default now(), special_features text[], fulltext tsvector not null);
create table film_actor (
  actor_id smallint not null, film_id smallint not null, last_update timestamp not null default now());
create table film_category (
  film_id smallint not null, category_id smallint not null, last_update timestamp not null default now());
create table store (
  store_id serial, manager_staff_id smallint not null, address_id smallint not null,
  last_update timestamp not null default now());
create table staff (
  staff_id serial, first_name varchar(45) not null, last_name varchar(45) not null, address_id smallint not null,
  email varchar(50), store_id smallint not null, active boolean not null default true, username varchar(16) not null,
  password varchar(40), last_update timestamp not null default now(), picture bytea);
create table customer (
  customer_id serial, store_id smallint not null, first_name varchar(45) not null, last_name varchar(45) not null,
  email varchar(50), address_id smallint not null, activebool boolean not null default true,
  create_date date not null default current_date, last_update timestamp default now(), active integer);
create table inventory (
  inventory_id serial, film_id smallint not null, store_id smallint not null,
  last_update timestamp not null default now());
create table rental (
  rental_id serial, rental_date timestamp not null, inventory_id integer not null, customer_id smallint not null,
  return_date timestamp, staff_id smallint not null, last_update timestamp not null default now());
create table payment (
  payment_id serial, customer_id smallint not null, staff_id smallint not null, rental_id integer not null,
  amount numeric(5,2) not null, payment_date timestamp not null);

create function last_updated() returns trigger language plpgsql as $$
begin
  new.last_update = current_timestamp;
  return new;
end $$;

create trigger film_fulltext_trigger before insert or update on film
  for each row execute function tsvector_update_trigger(fulltext, 'pg_catalog.english', title, description);
`;

/** For a fresh start. The schema itself stays, since rights were granted on it. */
export const DROP = `
drop table if exists actor, address, category, city, country, customer, film, film_actor, film_category, inventory,
  language, payment, rental, staff, store cascade;
drop function if exists last_updated();
drop type if exists mpaa_rating;
drop domain if exists year;
`;
