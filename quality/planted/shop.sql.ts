/**
 * A shop that is written until today: for the errors that the other databases have no place for (sums, totals, freshness, codes,
 * references without a foreign key). Seeded: the same rows each time, but for the day that they end at.
 */
export const SHOP = `
select setseed(0.42);
create table warehouse (code char(3) primary key, city text not null, country_code char(2) not null);
insert into warehouse select chr(65 + i % 26) || chr(65 + (i * 7) % 26) || chr(65 + (i * 11) % 26),
  (array['Berlin','Paris','Madrid','Rome','Vienna','Oslo','Lyon','Graz'])[1 + i % 8], (array['DE','FR','ES','IT','AT','NO','FR','AT'])[1 + i % 8]
from generate_series(1, 26) i;
create table product (id int primary key, sku text, product_name text, category text, unit_cost numeric(10,2), unit_price numeric(10,2),
  weight_grams int, warehouse_code text, added_on date);
insert into product select i, 'SKU-' || lpad((i * 37 % 10000)::text, 5, '0'), 'Product ' || chr(65 + i % 26) || ' ' || i,
  (array['garden','kitchen','office','sports','toys'])[1 + i % 5], round((5 + 90 * random())::numeric, 2), null, (50 + 4000 * random())::int,
  (select code from warehouse order by code offset i % 26 limit 1), current_date - 900 + (i * 2) % 800
from generate_series(1, 400) i;
update product set unit_price = round(unit_cost * (1.2 + (id % 50) / 100.0), 2);
create table customer (customer_id int primary key, email text, full_name text, phone text, postal_code text, city text, birth_date date, registered_at timestamp, loyalty_tier text);
insert into customer select i, 'user' || i || '@example.' || (array['com','org','net'])[1 + i % 3],
  (array['Anna','Ben','Carla','David','Eva','Finn','Greta','Hugo'])[1 + i % 8] || ' ' || (array['Meier','Smith','Rossi','Novak','Dubois'])[1 + (i / 8) % 5],
  '+49 30 ' || lpad((1000000 + i * 7919 % 8999999)::text, 7, '0'), lpad((10000 + (i % 60) * 13)::text, 5, '0'),
  'City ' || chr(65 + (i % 60) % 26) || chr(97 + (i % 60) / 26), date '1950-01-01' + (random() * 18000)::int, now()::date - 900 + (random() * 800)::int + time '08:00',
  case when i % 10 < 6 then 'basic' when i % 10 < 9 then 'silver' else 'gold' end
from generate_series(1, 1500) i;
create table sales_order (order_id int primary key, order_number text, customer_id int, status text, ordered_at timestamp, shipped_at timestamp, delivered_at timestamp,
  net_amount numeric(12,2), tax_amount numeric(12,2), shipping_cost numeric(12,2), total_amount numeric(12,2), currency char(3), created_at timestamp);
insert into sales_order select i, 'SO-' || to_char(2000 + i / 2000, 'FM0000') || '-' || lpad(i::text, 6, '0'), 1 + (random() * 1499)::int,
  (array['delivered','delivered','delivered','delivered','shipped','open','cancelled'])[1 + i % 7], ts, null, null, 0, 0, (array[0, 4.90, 9.90])[1 + i % 3], 0, 'EUR', ts
from (select i, date_trunc('minute', now()) - (6000 - i) * interval '3 hours' as ts from generate_series(1, 6000) i) g;
update sales_order set shipped_at = ordered_at + (1 + order_id % 5) * interval '9 hours' where status in ('delivered', 'shipped') and ordered_at < now() - interval '3 days';
update sales_order set delivered_at = shipped_at + (1 + order_id % 4) * interval '15 hours' where status = 'delivered' and shipped_at < now() - interval '3 days';
create table order_line (order_id int, line_number int, product_id int, product_name text, quantity int, unit_price numeric(10,2), line_amount numeric(12,2));
insert into order_line select o.order_id, l, p.id, p.product_name, 1 + (o.order_id * l) % 6, p.unit_price, p.unit_price * (1 + (o.order_id * l) % 6)
from sales_order o, generate_series(1, 3) l join lateral (select 1) x on true, product p
where l <= 1 + o.order_id % 3 and p.id = 1 + (o.order_id * 31 + l * 97) % 400;
update sales_order o set net_amount = s.net from (select order_id, sum(line_amount) as net from order_line group by 1) s where s.order_id = o.order_id;
update sales_order set tax_amount = round(net_amount * 0.19, 2), total_amount = net_amount + round(net_amount * 0.19, 2) + shipping_cost;
create table measurement (sensor_code text not null, measured_at timestamptz not null, temperature real, humidity numeric(4,1), battery_percent int);
insert into measurement select 'TH' || lpad((i % 20)::text, 3, '0'), date_trunc('hour', now()) - (i / 20) * interval '1 hour', (12 + 8 * random())::real,
  round((35 + 30 * random())::numeric, 1), (20 + 80 * random())::int from generate_series(0, 9999) i;
`;
