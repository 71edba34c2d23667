import { Phrases } from "../vocabulary/name-words.js";

/** What words in names say about the values. English, and the usual German, French, Spanish and Portuguese words. */

/** Codes and names that tell rows apart. */
export const IDENTIFYING = new Phrases(
  `id, ids, uid, guid, uuid, oid, key, code, codes, sku, isbn, issn, ean, upc, gtin, barcode, iban, swift, bic, vin, imei, serial,
   number, no, nr, num, nbr, reference, ref, slug, hash, token, email, e mail, mail, username, user name, login, abbr, abbreviation,
   iso, symbol, ticker, tracking, invoice number, order number, account number, license plate, kennzeichen, nummer, codigo, numero, cle`,
);

/** Codes that many rows have: of the kind, the place or the language, not of the row. */
export const SHARED_CODES = new Phrases(
  `postal, postcode, post code, zip, plz, area, country, currency, language, lang, type, status, state, category, class, region, city,
   line number, line no, house number, room number, seat number, floor number, phone, telephone, fax, mobile, cell, extension, number of,
   no of, department, dept, branch, unit, tax code, reason, group, color, colour, size, version, priority, position, level, page number`,
);

/** Codes that belong to one row alone, so that a few rows with the same are rather mistakes. */
export const STRICT_CODES = new Phrases(
  "email, e mail, username, user name, login, uuid, guid, sku, isbn, iban, ssn, vin, barcode, ean, upc, gtin, imei, passport number",
);

/** Names that a table gives its rows. */
export const NAMING = new Phrases(
  "name, title, label, company, titel, nom, titre, nombre, titulo, nome, bezeichnung, firma",
);

/** What a row may do without. */
export const OPTIONAL = new Phrases(
  `phone, telephone, fax, mobile, cell, postal, zip, postcode, region, state, province, county, district, middle, suffix, prefix, salutation, extension,
   description, comment, comments, note, notes, remark, remarks, website, web, url, homepage, image, photo, picture, logo, nickname, alias, parent,
   manager, alternate, alternative, secondary, second, optional, other, additional, extra, address2, line2, previous, old, former, referrer`,
);

/** Numbers that count a row's place among others of the same, or a period. */
export const COUNTED = new Phrases(
  "line, position, pos, sequence, seq, rank, round, step, index, version, revision, year, quarter, month, week, day, period, term",
);

/** Numbers that mean one of a few things. */
export const CODED = new Phrases(
  `id, code, type, status, state, flag, is, has, level, grade, rating, priority, class, category, kind, mode, active, enabled, deleted,
   gender, sex, store, region, typ, stufe, estado, statut, etat, tipo`,
);

/** Quantities that may fall below zero though none has yet. */
export const SIGNED = new Phrases(
  `balance, delta, change, diff, difference, variance, offset, profit, loss, margin, temperature, temp, latitude, longitude, lat,
   lng, lon, adjustment, correction, growth, saldo`,
);

/** Days of people's lives and of plans, which say nothing of how often a table is written. */
export const NOT_EVENTS = new Phrases(
  `birth, birthday, born, dob, expiry, expires, expiration, expire, valid, due, end, until, to, required, planned, scheduled, deadline,
   death, hire, hired, geburtstag, geburtsdatum, naissance, nacimiento, nascimento, start, begin, from`,
);

/** When a row was last touched: after everything else, whatever happened. */
export const TOUCHED = new Phrases(
  "updated, last update, last updated, modified, changed, modified date, update date, rev, synced, loaded, ingested, etl, touched",
);
export const CREATED = new Phrases(
  "created, create date, creation, inserted, registered, signup, joined, angelegt, cree, creado, criado",
);

/** Words of columns whose values are about a person, whatever tags there are. */
export const PERSONAL = new Phrases(
  `first name, firstname, last name, lastname, surname, given name, family name, full name, middle name, fname, lname, contact name,
   email, e mail, mail, phone, mobile, fax, telephone, tel, address, street, addr, city, zip, postal, postcode, birth, dob, birthday,
   ssn, passport, iban, account number, card number, username, user name, login, password, passwort, vorname, nachname, strasse, plz,
   prenom, adresse, telefon, telefono, direccion, apellido, endereco, diagnosis, nationality, religion`,
);

/** Pairs of words, the first for what comes before the second. */
export const ORDERED: readonly (readonly [Phrases, Phrases])[] = [
  [
    "start, begin, from, since, open, opened, opens, valid from, effective, debut, inicio, beginn, von",
    "end, finish, until, to, till, stop, close, closed, closes, valid to, expiry, expires, expiration, terminated, termination, fin, ende, bis",
  ],
  [
    "order, ordered, placed, purchase, request, requested, booking, booked, reserved, reservation",
    "ship, shipped, shipping, deliver, delivered, delivery, required, due, paid, fulfilled, returned, completed, cancelled, canceled",
  ],
  ["ship, shipped, dispatched, sent, picked", "deliver, delivered, delivery, received, arrived, arrival"],
  [
    "created, create, creation, inserted, issued, issue, registered",
    "updated, update, modified, modify, changed, closed, resolved, due, paid, completed, finished, deleted, expires, expiry, shipped, ship, sent, delivered, delivery, dispatched, started",
  ],
  ["rental, rent, borrowed, borrow, checkout, check out, loan", "return, returned, due, checkin, check in"],
  ["check in, checkin, arrival, admission, admitted", "check out, checkout, departure, discharge, discharged"],
  ["departure, depart, departed, dep", "arrival, arrive, arrived, arr"],
  [
    "birth, born, dob, birthdate, birthday, geburtsdatum, naissance, nacimiento",
    "hire, hired, death, died, joined, admission, enrolled, start, graduation, created, signup, employment",
  ],
  ["hire, hired, joined", "termination, terminated, left, leaving, exit, fired, resigned, end"],
  [
    "scheduled, planned, submitted, reported, queued",
    "actual, completed, closed, resolved, finished, processed, started",
  ],
  ["enrolled, enrollment, enrolment", "graduation, graduated, completed, completion"],
  ["published, publication, listed", "updated, withdrawn, sold, archived"],
  ["manufactured, production, produced", "expiry, expiration, expires, shipped, sold"],
  ["invoice, invoiced, billed, billing, statement", "due, paid, payment, settled"],
].map(([before, after]) => [new Phrases(before!), new Phrases(after!)] as const);

/** Pairs for numbers: the first is at most the second; where `share` is set, only of names that have a word in common. */
export const AT_MOST: readonly { readonly low: Phrases; readonly high: Phrases; readonly share: boolean }[] = [
  {
    low: new Phrases("min, minimum, low, lower, lowest, floor, from, start, begin"),
    high: new Phrases("max, maximum, high, higher, highest, upper, ceiling, to, end"),
    share: false,
  },
  {
    low: new Phrases("cost, wholesale"),
    high: new Phrases("price, retail, msrp, rrp"),
    share: false,
  },
  { low: new Phrases("net, tare"), high: new Phrases("gross"), share: false },
  {
    low: new Phrases("subtotal, sub total, net, tax, vat"),
    high: new Phrases("total, gross, grand total"),
    share: false,
  },
  { low: new Phrases("open, close, low"), high: new Phrases("high"), share: false },
  {
    low: new Phrases(
      "paid, used, reserved, sold, available, allocated, consumed, shipped, received, delivered, returned, discount, done",
    ),
    high: new Phrases("total, limit, capacity, ordered, quota, budget, planned, requested, max, due, all"),
    share: true,
  },
];
