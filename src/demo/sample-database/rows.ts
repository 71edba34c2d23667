/** One value of a row as COPY takes it; a list is a text[]. */
export type Cell = string | number | boolean | null | readonly string[];

/** A table's rows, complete and in the order of their keys. Column names are the keys of the rows. */
export interface TableRows {
  readonly table: string;
  readonly rows: readonly object[];
}

export interface Actor {
  actor_id: number;
  first_name: string;
  last_name: string;
  last_update: string;
}

export interface City {
  city_id: number;
  city: string;
  country_id: number;
  last_update: string;
}

export interface Address {
  address_id: number;
  address: string;
  address2: string | null;
  district: string;
  city_id: number;
  postal_code: string | null;
  phone: string;
  last_update: string;
}

export interface Customer {
  customer_id: number;
  store_id: number;
  first_name: string;
  last_name: string;
  email: string | null;
  address_id: number;
  activebool: boolean;
  create_date: string;
  last_update: string;
  active: number;
}

export interface Film {
  film_id: number;
  title: string;
  description: string | null;
  release_year: number | null;
  language_id: number;
  rental_duration: number;
  rental_rate: number;
  length: number | null;
  replacement_cost: number;
  rating: string;
  last_update: string;
  special_features: readonly string[] | null;
}

export interface Inventory {
  inventory_id: number;
  film_id: number;
  store_id: number;
  last_update: string;
}

export interface Rental {
  rental_id: number;
  rental_date: string;
  inventory_id: number;
  customer_id: number;
  return_date: string | null;
  staff_id: number;
  last_update: string;
}

export interface Payment {
  payment_id: number;
  customer_id: number;
  staff_id: number;
  rental_id: number;
  amount: number;
  payment_date: string;
}
