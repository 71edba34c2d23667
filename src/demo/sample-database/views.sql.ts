const address = `a.address, a.postal_code as "zip code", a.phone, city.city, country.country`;
const joinAddress = `
  join address a using (address_id) join city using (city_id) join country using (country_id)`;

const filmList = (actorName: string) => `
select film.film_id as fid, film.title, film.description, category.name as category, film.rental_rate as price,
  film.length, film.rating, string_agg(${actorName}, ', ' order by actor.actor_id) as actors
from film
  left join film_category using (film_id) left join category using (category_id)
  left join film_actor using (film_id) left join actor using (actor_id)
group by film.film_id, category.name`;

export const VIEWS = `
create view actor_info as
select actor.actor_id, actor.first_name, actor.last_name,
  string_agg(by_category.name || ': ' || by_category.titles, '; ' order by by_category.name) as film_info
from actor left join (
  select film_actor.actor_id, category.name, string_agg(film.title, ', ' order by film.title, film.film_id) as titles
  from film_actor join film using (film_id) join film_category using (film_id) join category using (category_id)
  group by film_actor.actor_id, category.name) by_category using (actor_id)
group by actor.actor_id, actor.first_name, actor.last_name;

create view customer_list as
select c.customer_id as id, c.first_name || ' ' || c.last_name as name, ${address},
  case when c.activebool then 'active' else '' end as notes, c.store_id as sid
from customer c ${joinAddress};

create view film_list as ${filmList("actor.first_name || ' ' || actor.last_name")};

create view nicer_but_slower_film_list as ${filmList("initcap(btrim(actor.first_name)) || ' ' || initcap(btrim(actor.last_name))")};

create view sales_by_film_category as
select category.name as category, sum(payment.amount) as total_sales
from payment join rental using (rental_id) join inventory using (inventory_id)
  join film_category using (film_id) join category using (category_id)
group by category.name order by total_sales desc;

create view sales_by_store as
select city.city || ',' || country.country as store, m.first_name || ' ' || m.last_name as manager,
  sum(payment.amount) as total_sales
from payment join rental using (rental_id) join inventory using (inventory_id) join store using (store_id)
  join address a on a.address_id = store.address_id join city using (city_id) join country using (country_id)
  join staff m on m.staff_id = store.manager_staff_id
group by country.country, city.city, store.store_id, m.first_name, m.last_name
order by country.country, city.city;

create view staff_list as
select s.staff_id as id, s.first_name || ' ' || s.last_name as name, ${address}, s.store_id as sid
from staff s ${joinAddress};
`;
