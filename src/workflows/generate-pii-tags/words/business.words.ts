/** Organisations, places, things and events: what a row may be about that is not a person. */
export const BUSINESS_WORDS = `
company+name: company_name companyname firmenname firmname firm_name raison_sociale razon_social razao_social nom_entreprise nom_societe nombre_empresa nombre_comercial nome_fantasia nom_commercial business_name trade_name tradename organization_name organisation_name org_name corporate_name account_company
company: company companies comp corp corporation corporate firma firmen firm firms unternehmen betrieb entreprise entreprises societe societes empresa empresas compania sociedad sociedade organization organizations organisation organisations org orgs business businesses enterprise enterprises institution institutions agency agencies legal_entity conglomerate employer employers arbeitgeber employeur empleador ngo charity charities association
supplier: splr supplr vndr supplier suppliers =supp vendor vendors vend lieferant lieferanten fournisseur fournisseurs proveedor proveedores fornecedor fornecedores manufacturer manufacturers hersteller fabricant fabricante maker reseller distributor distributors wholesaler merchant merchants haendler retailer retailers contractor_company insurer insurers payer payers leverancier
shipper: shipper shippers carrier carriers spediteur spedition transporteur transportista transportadora airline airlines forwarder
store: store stores shop shops filiale filialen magasin magasins tienda tiendas loja lojas outlet outlets branch branches sucursal sucursales agence agences agencia agencias niederlassung zweigstelle warehouse warehouses lager lagerort entrepot almacen almacenes armazem depot depots office offices buero buro oficina oficinas bureau headquarters hq plant plants factory factories werk werke facility facilities site sites cinema cinemas theater theaters theatre theatres museum museums gallery library libraries bibliothek
bank: bank banks banque banco bancos
school: school schools schule schulen ecole ecoles escuela escuelas escola university universities universitaet universitat universite universidad universidade college colleges hochschule kindergarten campus faculty faculties fakultaet institute institutes
hospital: hospital hospitals clinic clinics krankenhaus klinik hopital clinique clinica ward wards pharmacy pharmacies praxis care_site
hotel: tower towers antenna antennas hotel hotels restaurant restaurants venue venues airport airports flughafen aeroport aeropuerto aeroporto stadium stadiums arena arenas circuit circuits station stations bahnhof gare estacion park parks landmark attraction
team: team teams mannschaft equipe equipes equipo equipos club clubs verein league leagues liga band bands orchestra ensemble
department: dpt department departments dept depts dep abteilung abteilungen departamento departamentos division divisions costcenter cost_center kostenstelle businessunit business_unit
publisher: publisher publishers verlag verlage editeur editorial studio studios newspaper broadcaster brand brands marke marken marque marques marca marcas
product: product products prod prods produkt produkte produit produits producto productos produto produtos item items article articles artikel articulo articulos artigo artigos sku skus part parts teil teile merchandise goods material materials ware waren component components equipment assets gear stock stocks catalog_item good variant variants
category: lists category categories cat kategorie kategorien categorie categoria categorias class classes klasse genre genres tag tags label labels keyword keywords topic topics subcategory theme themes segment segments
film: film films movie movies pelicula filme filmes video videos episode episodes series serie show shows
music: album albums track tracks song songs playlist playlists lied cancion chanson disc media medium mediatype recording recordings release releases
book: book books buch buecher bucher livre livres libro libros livro livros isbn journal journals magazine magazines paper papers
title: title titles titre titres titulo titulos titel
file: file files datei dateien fichier fichiers archivo archivos arquivo document documents doc docs dokument dokumente attachment attachments folder folders directory path filepath bucket mime
device: device devices host hosts hostname server servers machine machines maschine sensor sensors node nodes computer router gateway appliance geraet gerat appareil dispositivo endpoint cluster instance instances printer probe terminal modem switch meter meters
software: app apps software module modules plugin plugins package packages repository repositories repo repos commit commits api service services servico servicio dienst schema schemas table tables database databases column columns field fields function functions job jobs task tasks workflow workflows process pipeline script widget feature features dashboard report reports page pages menu form forms screen
setting: setting settings config configs configuration option options param params parameter parameters einstellung einstellungen parametre property properties attribute attributes metric metrics variable variables locale
project: project projects projekt projekte projet projets proyecto proyectos projeto campaign campaigns kampagne program programs programme course courses kurs kurse cours curso cursos subject subjects fach lesson lessons exam exams semester major majors scholarship
vehicle: vehicle vehicles fahrzeug fahrzeuge vehicule vehiculo veiculo car cars auto autos voiture coche carro truck trucks aircraft aircrafts plane planes flugzeug avion vessel boat boats bike bikes engine engines model models modell modelo fleet
building: building buildings gebaeude batiment edificio room rooms zimmer raum chambre habitacion quarto seat seats sitz floor floors house houses haus maison casa housing apartment apartments flats listing listings
currency: currency currencies waehrung wahrung devise moneda moeda curr
spoken: spoken_language lang langs sprache sprachen langue idioma idiomas
animal: animal animals pet pets tier tiere dog species breed breeds
element: element elements chemical compound molecule gene genes stars planet planets constellation mountain mountains river rivers lake lakes continent continents timezone
order: order orders ord bestellung bestellungen auftrag auftraege auftrage commande commandes pedido pedidos encomenda ordem purchase purchases kauf achat achats compra compras salesorder sales_order orderheader soh order_header
invoice: invoice invoices inv rechnung rechnungen facture factures factura facturas fatura faturas bill bills receipt receipts beleg quittung
payment: payment payments pay pmt zahlung zahlungen paiement paiements pago pagos pagamento pagamentos transaction transactions trx txn transfer transfers ueberweisung loan loans kredit kredite darlehen pret prestamo emprestimo deposit deposits transaktion refund refunds charge charges
sale: sale sales verkauf verkaeufe vente ventes venta ventas venda vendas deal deals opportunity opportunities quote quotes quotation angebot angebote devis contract contracts vertrag vertraege contrat contrato
rental: rental rentals miete vermietung alquiler aluguel lease leases booking bookings buchung buchungen reservation reservations reservierung reserva reservas ticket tickets billet trip trips fahrt reise voyage viaje viagem ride rides flight flights flug fluege vol vuelo voo check_in checkin
shipment: shipment shipments shipping lieferung lieferungen livraison livraisons envio envios entrega entregas delivery deliveries versand parcel parcels paket
visit: application applications visit visits besuch appointment appointments termin termine rendezvous cita citas consulta consultas encounter encounters admission admissions meeting meetings claim claims complaint complaints incident incidents enrollment enrollments enrolment einschreibung inscription inscripcion registration registrations anmeldung attendance interview interviews inspection inspections examination
policy: policy policies
cart: cart carts basket warenkorb panier carrito wishlist
log: log logs logging protokoll audit audits audit_log event events ereignis evenement evento session sessions sitzung request requests access_log activity activities login_history login_attempt login_attempts pageview pageviews hit hits click clicks accesslog auditlog connection connections
post: newsletter newsletters queue outbox inbox mailbox mailing mailings post posts thread threads forum forums message messages nachricht nachrichten mensaje mensagem email_message chat chats reply replies review reviews bewertung avis answer answers question questions vote votes poll
link: mapping mappings xref assoc association_link junction bridge relation relations relationship relationships rel
role: role roles rolle rollen permission permissions privilege privileges group groups gruppe gruppen groupe groupes grupo grupos job_title jobtitle position positions stelle poste puesto cargo beruf profession occupation ocupacion profissao skill skills badge badges certificate certificates rank ranks grade grades
schedule: schedule schedules shift shifts dienstplan calendar kalender holiday holidays leave leaves vacation
ship: ship shipto liefer liv
billing: billing rechnungs rechnungs facturation facturacion faturamento
`;
